package org.saddlebag.requests;

import org.saddlebag.errors.ErrorCode;

/** Why a request is not worked on. */
public enum RequestError implements ErrorCode {
  /** It is not what a request must be. */
  REQUEST_UNREADABLE(
      "Send a JSON object with key or prefix, and perhaps id, bucket, versionId and to."),
  /** It asks for what the flow does not give out, or to put it where the flow does not. */
  REQUEST_FORBIDDEN(
      "Ask for objects of the flow's bucket and prefix, to a place in its directory."),
  /** Too many objects for one request. */
  REQUEST_TOO_LARGE("Ask by narrower prefixes, or raise maxObjects of the flow."),
  /** Nothing is there. */
  REQUEST_FINDS_NOTHING("Correct the key or prefix in the request.");

  private final String fix;

  RequestError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
