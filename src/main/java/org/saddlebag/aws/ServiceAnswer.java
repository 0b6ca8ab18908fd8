package org.saddlebag.aws;

import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A service's refusal, as it is told.
 *
 * @param code the service's error code, empty where the answer has none, as with HEAD
 * @param words {@code answered STATUS CODE: MESSAGE (request id ID)}, on one line
 */
public record ServiceAnswer(String code, String words) {

  /**
   * Reads an answer.
   *
   * @param e what the SDK made of it
   * @return its code and words
   */
  public static ServiceAnswer of(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    String text = details == null ? null : details.errorMessage();
    String message = text == null || text.isBlank() ? "" : ": " + ClientTrouble.onOneLine(text);
    return new ServiceAnswer(
        code,
        "answered %d %s%s (request id %s)".formatted(e.statusCode(), code, message, e.requestId()));
  }
}
