package org.saddlebag.settings;

import java.time.Duration;

/**
 * One call of an AWS service that has ended, with all its attempts.
 *
 * @param service the SDK's name in lower case: {@code s3}, {@code kms}
 * @param operation the API's name, for example {@code PutObject}
 * @param outcome how it ended
 * @param duration from the first attempt to the end
 * @param retries how many attempts followed the first one
 */
public record ServiceCall(
    String service, String operation, Outcome outcome, Duration duration, int retries) {

  /** How a call ended. */
  public enum Outcome {
    /** The service did what was asked. */
    DONE,
    /** There is nothing of that name; often just what was to be found out. */
    ABSENT,
    /** The service refused: a right, a name, a condition. */
    REFUSED,
    /** The service asked for fewer requests. */
    THROTTLED,
    /** The service failed. */
    FAILED,
    /** No answer came: network, name, TLS, time-out. */
    UNREACHABLE;

    /**
     * Whether the service is there and answers as it should.
     *
     * @return true where only this request was of no use
     */
    public boolean answered() {
      return this != FAILED && this != UNREACHABLE;
    }
  }
}
