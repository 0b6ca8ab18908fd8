package org.saddlebag.camel.endpoint;

import org.saddlebag.errors.ErrorCode;

/** What can go wrong with endpoints of others. */
public enum EndpointError implements ErrorCode {
  /** What a consumer handed in could not be read to its end. */
  BODY_UNREADABLE(
      "Look at the source and at the disk; its consumer hands it in again, or its sender."),
  /** A stream was read before, by another step or another attempt, and gives nothing any more. */
  STREAM_USED_UP(
      "Let Camel keep what streams give (leave streamCache on), or have its consumer hand it in"
          + " again."),
  /** What should be a zip archive is none. */
  ZIP_UNREADABLE("Look at the object and at its sender; it stays where it is."),
  /** An archive holds more than the step allows. */
  ZIP_TOO_LARGE(
      "Look at its sender, or raise the step's maxBytes or maxEntries; nothing was written."),
  /** What should be gzip is none, or damaged. */
  GZIP_UNREADABLE("Look at the object and at its sender; it stays where it is."),
  /** What is compressed would become larger than the step allows. */
  GZIP_TOO_LARGE("Look at its sender, or raise the step's maxBytes; nothing was written."),
  /** The target can't be reached. */
  TARGET_UNREACHABLE("Look at the target and the way there; the delivery goes on by itself."),
  /** The target was reached and did not take the content. */
  TARGET_REFUSED("Read what the target said, and correct it or the flow's URI.");

  private final String fix;

  EndpointError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
