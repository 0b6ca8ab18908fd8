package org.saddlebag.s3;

import java.util.Map;
import java.util.function.Supplier;
import org.saddlebag.aws.ClientTrouble;
import org.saddlebag.aws.ServiceAnswer;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into our failures: the only place that knows S3's error codes. */
final class StoreTroubles {

  /** S3's error codes: Amazon S3 API Reference, "Error responses"; the last lines are Ceph's. */
  private static final Map<String, StoreError> BY_CODE =
      Map.ofEntries(
          Map.entry("NoSuchBucket", StoreError.NO_SUCH_BUCKET),
          Map.entry("NoSuchKey", StoreError.NO_SUCH_OBJECT),
          Map.entry("NoSuchVersion", StoreError.NO_SUCH_OBJECT),
          Map.entry("NoSuchUpload", StoreError.UPLOAD_GONE),
          Map.entry("AccessDenied", StoreError.ACCESS_DENIED),
          Map.entry("AllAccessDisabled", StoreError.ACCESS_DENIED),
          Map.entry("AccountProblem", StoreError.ACCESS_DENIED),
          Map.entry("InvalidAccessKeyId", StoreError.BAD_CREDENTIALS),
          Map.entry("SignatureDoesNotMatch", StoreError.BAD_CREDENTIALS),
          Map.entry("ExpiredToken", StoreError.BAD_CREDENTIALS),
          Map.entry("InvalidToken", StoreError.BAD_CREDENTIALS),
          Map.entry("RequestTimeTooSkewed", StoreError.CLOCK_SKEWED),
          Map.entry("PermanentRedirect", StoreError.WRONG_REGION),
          Map.entry("TemporaryRedirect", StoreError.WRONG_REGION),
          Map.entry("AuthorizationHeaderMalformed", StoreError.WRONG_REGION),
          Map.entry("IllegalLocationConstraintException", StoreError.WRONG_REGION),
          Map.entry("ConditionalRequestConflict", StoreError.CONFLICT),
          Map.entry("OperationAborted", StoreError.CONFLICT),
          Map.entry("InvalidRange", StoreError.RANGE_OUTSIDE),
          Map.entry("InvalidObjectState", StoreError.OBJECT_ARCHIVED),
          Map.entry("EntityTooLarge", StoreError.OBJECT_TOO_LARGE),
          Map.entry("KeyTooLongError", StoreError.BAD_OBJECT_KEY),
          Map.entry("MetadataTooLarge", StoreError.BAD_METADATA),
          Map.entry("BadDigest", StoreError.CONTENT_DAMAGED),
          Map.entry("XAmzContentSHA256Mismatch", StoreError.CONTENT_DAMAGED),
          Map.entry("SlowDown", StoreError.SLOW_DOWN),
          Map.entry("RequestTimeout", StoreError.TIMED_OUT),
          Map.entry("KMS.NotFoundException", StoreError.SSE_KEY_UNUSABLE),
          Map.entry("KMS.DisabledException", StoreError.SSE_KEY_UNUSABLE),
          Map.entry("KMS.KMSInvalidStateException", StoreError.SSE_KEY_UNUSABLE),
          Map.entry("KMS.InvalidKeyUsageException", StoreError.SSE_KEY_UNUSABLE));

  private StoreTroubles() {}

  /** Makes one call of the SDK; what it throws comes out as ours. */
  static <T> T run(StoreAct act, Object where, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translate(act, where, e);
    }
  }

  static SaddlebagException translate(StoreAct act, Object where, SdkException e) {
    String could = "could not %s %s: ".formatted(act.verb(), where);
    if (e instanceof AwsServiceException service) {
      StoreError code = code(act, service);
      String needs = code == StoreError.ACCESS_DENIED ? ", needs " + act.permission() : "";
      String answer = "the store " + ServiceAnswer.of(service).words();
      return code.failure(could + answer + needs, e);
    }
    ClientTrouble trouble = ClientTrouble.of(e);
    return code(trouble.kind()).failure(could + trouble.words(), e);
  }

  private static StoreError code(ClientTrouble.Kind kind) {
    return switch (kind) {
      case INTERRUPTED -> StoreError.INTERRUPTED;
      case TIMED_OUT -> StoreError.TIMED_OUT;
      case HOST_UNKNOWN -> StoreError.HOST_UNKNOWN;
      case UNREACHABLE -> StoreError.UNREACHABLE;
      case NOT_TRUSTED -> StoreError.TLS_NOT_TRUSTED;
      case EXPIRED -> StoreError.TLS_CERTIFICATE_EXPIRED;
      case OTHER_HOST -> StoreError.TLS_OTHER_HOST;
      case OURS_REFUSED -> StoreError.CLIENT_CERTIFICATE_REFUSED;
      case TLS_TOO_OLD -> StoreError.TLS_TOO_OLD;
      case TLS_FAILED -> StoreError.TLS_FAILED;
      case NO_CREDENTIALS -> StoreError.NO_CREDENTIALS;
      case NO_REGION -> StoreError.WRONG_REGION;
      case OTHER -> StoreError.STORE_FAILED;
    };
  }

  /** What the store's answer means; HEAD has no body, so that there the status must do. */
  static StoreError code(StoreAct act, AwsServiceException e) {
    String code = ServiceAnswer.of(e).code();
    if (e.statusCode() == 412) {
      return act.writes() ? StoreError.OBJECT_EXISTS : StoreError.OBJECT_CHANGED;
    }
    if (code.startsWith("KMS.") && !BY_CODE.containsKey(code)) {
      return e.statusCode() == 403 ? StoreError.ACCESS_DENIED : StoreError.SSE_KEY_UNUSABLE;
    }
    StoreError known = BY_CODE.get(code);
    return known != null ? known : byStatus(act, e);
  }

  private static StoreError byStatus(StoreAct act, AwsServiceException e) {
    return switch (e.statusCode()) {
      case 301, 307 -> StoreError.WRONG_REGION;
      case 401, 403 -> StoreError.ACCESS_DENIED;
      case 404 ->
          act == StoreAct.FIND_BUCKET ? StoreError.NO_SUCH_BUCKET : StoreError.NO_SUCH_OBJECT;
      case 409 -> StoreError.CONFLICT;
      case 416 -> StoreError.RANGE_OUTSIDE;
      case 429 -> StoreError.SLOW_DOWN;
      case 501 -> StoreError.NOT_SUPPORTED;
      default -> e.statusCode() >= 500 ? StoreError.STORE_FAILED : StoreError.REQUEST_REFUSED;
    };
  }
}
