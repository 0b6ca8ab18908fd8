package org.saddlebag.events;

import org.saddlebag.errors.ErrorCode;

/** What can be wrong with a message that should tell of objects. */
public enum EventError implements ErrorCode {
  /** It is no event notification of S3. */
  EVENT_UNREADABLE(
      "Let nothing but S3's event notifications go to this queue, directly or by SNS or"
          + " EventBridge."),
  /** It speaks of a bucket that the flow does not read. */
  EVENT_OF_OTHER_BUCKET(
      "Let each bucket notify a queue of its own, or correct the flow's bucket or queue.");

  private final String fix;

  EventError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
