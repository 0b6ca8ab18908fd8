package org.saddlebag.sqs;

import java.util.Map;
import org.saddlebag.aws.ClientTrouble;
import org.saddlebag.aws.ServiceAnswer;
import org.saddlebag.errors.BrokerUnavailable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** Turns what the SDK throws into our failures: the only place that knows SQS's error codes. */
final class SqsTroubles {

  /** Error codes: Amazon SQS API Reference, each action's "Errors" and "Common errors". */
  private static final Map<String, SqsError> BY_CODE =
      Map.ofEntries(
          Map.entry("AWS.SimpleQueueService.NonExistentQueue", SqsError.SQS_NO_SUCH_QUEUE),
          Map.entry("QueueDoesNotExist", SqsError.SQS_NO_SUCH_QUEUE),
          Map.entry("AWS.SimpleQueueService.QueueDeletedRecently", SqsError.SQS_NO_SUCH_QUEUE),
          Map.entry("AWS.SimpleQueueService.MessageNotInflight", SqsError.SQS_NOT_OURS),
          Map.entry("MessageNotInflight", SqsError.SQS_NOT_OURS),
          Map.entry("ReceiptHandleIsInvalid", SqsError.SQS_NOT_OURS),
          Map.entry("AccessDenied", SqsError.SQS_DENIED),
          Map.entry("AccessDeniedException", SqsError.SQS_DENIED),
          Map.entry("KMS.AccessDeniedException", SqsError.SQS_DENIED),
          Map.entry("KmsAccessDenied", SqsError.SQS_DENIED),
          Map.entry("UnrecognizedClientException", SqsError.SQS_CREDENTIALS),
          Map.entry("InvalidClientTokenId", SqsError.SQS_CREDENTIALS),
          Map.entry("InvalidSecurity", SqsError.SQS_CREDENTIALS),
          Map.entry("InvalidSignatureException", SqsError.SQS_CREDENTIALS),
          Map.entry("SignatureDoesNotMatch", SqsError.SQS_CREDENTIALS),
          Map.entry("ExpiredTokenException", SqsError.SQS_CREDENTIALS),
          Map.entry("ExpiredToken", SqsError.SQS_CREDENTIALS),
          Map.entry("RequestExpired", SqsError.SQS_CREDENTIALS),
          Map.entry("IncompleteSignature", SqsError.SQS_CREDENTIALS),
          Map.entry("MissingAuthenticationToken", SqsError.SQS_CREDENTIALS),
          Map.entry("RequestThrottled", SqsError.SQS_THROTTLED),
          Map.entry("AWS.SimpleQueueService.OverLimit", SqsError.SQS_THROTTLED),
          Map.entry("OverLimit", SqsError.SQS_THROTTLED),
          Map.entry("KmsThrottled", SqsError.SQS_THROTTLED),
          Map.entry("KMS.ThrottlingException", SqsError.SQS_THROTTLED));

  private SqsTroubles() {}

  /**
   * Our failure for one of the SDK.
   *
   * @param act what was asked
   * @param queue of which queue
   * @param e what the SDK threw
   */
  static BrokerUnavailable translate(SqsAct act, String queue, SdkException e) {
    if (e instanceof AwsServiceException service) {
      ServiceAnswer answer = ServiceAnswer.of(service);
      SqsError code = code(act, answer.code(), service);
      String needs = code == SqsError.SQS_DENIED ? ", needs " + act.permission() : "";
      return failure(code, act, queue, "SQS " + answer.words() + needs, e);
    }
    ClientTrouble trouble = ClientTrouble.of(e);
    return failure(code(trouble.kind()), act, queue, trouble.words(), e);
  }

  /**
   * Our failure for one of several messages.
   *
   * @param act what was asked
   * @param queue of which queue
   * @param entry what SQS answered for this one
   */
  static BrokerUnavailable translate(SqsAct act, String queue, BatchResultErrorEntry entry) {
    String answered = String.valueOf(entry.code());
    SqsError code = BY_CODE.get(answered);
    if (code == null) {
      code =
          Boolean.TRUE.equals(entry.senderFault())
              ? answered.startsWith("InvalidParameterValue")
                  ? SqsError.SQS_NOT_OURS
                  : SqsError.SQS_REFUSED
              : SqsError.SQS_FAILING;
    }
    return failure(
        code, act, queue, "SQS answered %s: %s".formatted(answered, entry.message()), null);
  }

  private static BrokerUnavailable failure(
      SqsError code, SqsAct act, String queue, String why, SdkException e) {
    return new BrokerUnavailable(
        code,
        "could not %s SQS queue '%s': %s".formatted(act.words(), queue, why),
        code.retryable(),
        e);
  }

  private static SqsError code(SqsAct act, String answered, AwsServiceException e) {
    SqsError known = BY_CODE.get(answered);
    if (known != null) {
      return known;
    }
    if (e.isThrottlingException() || e.statusCode() == 429) {
      return SqsError.SQS_THROTTLED;
    }
    if (e.statusCode() >= 500) {
      return SqsError.SQS_FAILING;
    }
    // A message that is not in flight any more is told as a wrong parameter, too.
    return act.ofOneMessage() && answered.startsWith("InvalidParameterValue")
        ? SqsError.SQS_NOT_OURS
        : SqsError.SQS_REFUSED;
  }

  private static SqsError code(ClientTrouble.Kind kind) {
    return switch (kind) {
      case INTERRUPTED -> SqsError.SQS_INTERRUPTED;
      case TIMED_OUT, UNREACHABLE, HOST_UNKNOWN -> SqsError.SQS_UNREACHABLE;
      case NOT_TRUSTED, TLS_FAILED, EXPIRED, OTHER_HOST, OURS_REFUSED, TLS_TOO_OLD ->
          SqsError.SQS_NOT_TRUSTED;
      case NO_CREDENTIALS -> SqsError.SQS_CREDENTIALS;
      case NO_REGION, OTHER -> SqsError.SQS_REFUSED;
    };
  }
}
