package org.saddlebag.keys.kms;

import java.util.Map;
import org.saddlebag.aws.ClientTrouble;
import org.saddlebag.aws.ServiceAnswer;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.keys.KeyError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into our failures: the only place that knows KMS's error codes. */
final class KmsTroubles {

  /** Error codes: AWS KMS API Reference, GenerateDataKey, Decrypt and "Common errors". */
  private static final Map<String, ErrorCode> BY_CODE =
      Map.ofEntries(
          Map.entry("NotFoundException", KmsError.KMS_KEY_NOT_FOUND),
          Map.entry("InvalidArnException", KmsError.KMS_KEY_NOT_FOUND),
          Map.entry("DisabledException", KmsError.KMS_KEY_DISABLED),
          Map.entry("KMSInvalidStateException", KmsError.KMS_KEY_STATE),
          Map.entry("InvalidKeyUsageException", KmsError.KMS_KEY_USAGE),
          Map.entry("IncorrectKeyException", KmsError.KMS_OTHER_KEY),
          Map.entry("InvalidCiphertextException", KeyError.WRAP_REFUSED),
          Map.entry("AccessDeniedException", KmsError.KMS_DENIED),
          Map.entry("AccessDenied", KmsError.KMS_DENIED),
          Map.entry("NotAuthorized", KmsError.KMS_DENIED),
          Map.entry("UnrecognizedClientException", KmsError.KMS_CREDENTIALS),
          Map.entry("InvalidClientTokenId", KmsError.KMS_CREDENTIALS),
          Map.entry("InvalidSignatureException", KmsError.KMS_CREDENTIALS),
          Map.entry("SignatureDoesNotMatch", KmsError.KMS_CREDENTIALS),
          Map.entry("ExpiredTokenException", KmsError.KMS_CREDENTIALS),
          Map.entry("ExpiredToken", KmsError.KMS_CREDENTIALS),
          Map.entry("RequestExpired", KmsError.KMS_CREDENTIALS),
          Map.entry("IncompleteSignature", KmsError.KMS_CREDENTIALS),
          Map.entry("IncompleteSignatureException", KmsError.KMS_CREDENTIALS),
          Map.entry("MissingAuthenticationToken", KmsError.KMS_CREDENTIALS),
          Map.entry("MissingAuthenticationTokenException", KmsError.KMS_CREDENTIALS),
          Map.entry("KeyUnavailableException", KmsError.KMS_FAILING),
          Map.entry("DependencyTimeoutException", KmsError.KMS_FAILING),
          Map.entry("KMSInternalException", KmsError.KMS_FAILING),
          Map.entry("LimitExceededException", KmsError.KMS_THROTTLED));

  private KmsTroubles() {}

  /**
   * Our failure for one of the SDK.
   *
   * @param act what was asked
   * @param key which master key, in words
   * @param e what the SDK threw
   */
  static KeyUnavailable translate(KmsAct act, String key, SdkException e) {
    if (e instanceof AwsServiceException service) {
      ServiceAnswer answer = ServiceAnswer.of(service);
      ErrorCode code = code(answer.code(), service);
      String needs = code == KmsError.KMS_DENIED ? ", needs " + act.permission() : "";
      return failure(code, act, key, "KMS " + answer.words() + needs, e);
    }
    ClientTrouble trouble = ClientTrouble.of(e);
    return failure(code(trouble.kind()), act, key, trouble.words(), e);
  }

  private static KeyUnavailable failure(
      ErrorCode code, KmsAct act, String key, String why, SdkException e) {
    boolean retryable = code instanceof KmsError known && known.retryable();
    return new KeyUnavailable(
        code, "%s could not %s: %s".formatted(key, act.words(), why), retryable, e);
  }

  private static ErrorCode code(String answered, AwsServiceException e) {
    ErrorCode known = BY_CODE.get(answered);
    if (known != null) {
      return known;
    }
    if (e.isThrottlingException() || e.statusCode() == 429) {
      return KmsError.KMS_THROTTLED;
    }
    return e.statusCode() >= 500 ? KmsError.KMS_FAILING : KmsError.KMS_REFUSED;
  }

  private static KmsError code(ClientTrouble.Kind kind) {
    return switch (kind) {
      case INTERRUPTED -> KmsError.KMS_INTERRUPTED;
      case TIMED_OUT, UNREACHABLE -> KmsError.KMS_UNREACHABLE;
      case HOST_UNKNOWN -> KmsError.KMS_HOST_UNKNOWN;
      case NOT_TRUSTED, TLS_FAILED -> KmsError.KMS_NOT_TRUSTED;
      case EXPIRED -> KmsError.KMS_CERTIFICATE_EXPIRED;
      case OTHER_HOST -> KmsError.KMS_OTHER_HOST;
      case OURS_REFUSED -> KmsError.KMS_CLIENT_CERTIFICATE_REFUSED;
      case TLS_TOO_OLD -> KmsError.KMS_TLS_TOO_OLD;
      case NO_CREDENTIALS -> KmsError.KMS_CREDENTIALS;
      case NO_REGION, OTHER -> KmsError.KMS_REFUSED;
    };
  }
}
