package org.saddlebag.keys.kms;

import java.util.Map;
import java.util.Objects;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.keys.KeyError;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
    ErrorCode code =
        e instanceof AwsServiceException service ? code(service) : ClientTroubles.code(e);
    boolean retryable = code instanceof KmsError known && known.retryable();
    return new KeyUnavailable(
        code, "%s could not %s: %s".formatted(key, act.words(), words(act, code, e)), retryable, e);
  }

  private static ErrorCode code(AwsServiceException e) {
    ErrorCode known = BY_CODE.get(errorCode(e));
    if (known != null) {
      return known;
    }
    if (e.isThrottlingException() || e.statusCode() == 429) {
      return KmsError.KMS_THROTTLED;
    }
    return e.statusCode() >= 500 ? KmsError.KMS_FAILING : KmsError.KMS_REFUSED;
  }

  private static String words(KmsAct act, ErrorCode code, SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return ClientTroubles.words(e);
    }
    String needs = code == KmsError.KMS_DENIED ? ", needs " + act.permission() : "";
    return "KMS answered %d %s%s (request id %s)%s"
        .formatted(
            service.statusCode(), errorCode(service), message(service), service.requestId(), needs);
  }

  private static String errorCode(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
  }

  private static String message(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String text = details == null ? null : details.errorMessage();
    return text == null || text.isBlank() ? "" : ": " + text.strip().replaceAll("\\s+", " ");
  }
}
