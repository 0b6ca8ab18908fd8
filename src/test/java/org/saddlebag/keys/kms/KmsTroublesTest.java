package org.saddlebag.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.KeyUnavailable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What each answer of KMS, and each trouble on the way to it, becomes. */
class KmsTroublesTest {

  @ParameterizedTest
  @CsvSource({
    "NotFoundException, 400, kms-key-not-found, false",
    "InvalidArnException, 400, kms-key-not-found, false",
    "DisabledException, 400, kms-key-disabled, false",
    "KMSInvalidStateException, 400, kms-key-state, false",
    "InvalidKeyUsageException, 400, kms-key-usage, false",
    "IncorrectKeyException, 400, kms-other-key, false",
    "InvalidCiphertextException, 400, wrap-refused, false",
    "AccessDeniedException, 400, kms-denied, false",
    "UnrecognizedClientException, 400, kms-credentials, false",
    "InvalidSignatureException, 400, kms-credentials, false",
    "ExpiredTokenException, 400, kms-credentials, false",
    "ThrottlingException, 400, kms-throttled, true",
    "LimitExceededException, 400, kms-throttled, true",
    "SomethingNew, 429, kms-throttled, true",
    "KMSInternalException, 500, kms-failing, true",
    "KeyUnavailableException, 500, kms-failing, true",
    "DependencyTimeoutException, 500, kms-failing, true",
    "SomethingNew, 503, kms-failing, true",
    "SomethingNew, 400, kms-refused, false",
  })
  void each_answer_has_its_code(String answer, int status, String code, boolean retryable) {
    KeyUnavailable failure = translate(KmsAct.DECRYPT, answered(answer, status));

    assertThat(failure.code().id()).isEqualTo(code);
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(failure.getMessage())
        .contains("master key 'orders'", "could not unwrap a data key", answer, "request-1");
  }

  @Test
  void a_denied_call_names_the_action_it_needs() {
    SdkException denied = answered("AccessDeniedException", 400);

    assertThat(translate(KmsAct.GENERATE, denied)).hasMessageContaining("kms:GenerateDataKey");
    assertThat(translate(KmsAct.DECRYPT, denied)).hasMessageContaining("kms:Decrypt");
  }

  @Test
  void troubles_of_the_way_are_told_apart() {
    assertCode(new UnknownHostException("kms.example"), KmsError.KMS_HOST_UNKNOWN, true);
    assertCode(new IOException("broken pipe"), KmsError.KMS_UNREACHABLE, true);
    assertCode(
        new SSLHandshakeException("x").initCause(new CertificateException("unknown authority")),
        KmsError.KMS_NOT_TRUSTED,
        false);
    assertCode(
        new SSLHandshakeException("x").initCause(new SocketException("Connection reset")),
        KmsError.KMS_UNREACHABLE,
        true);
    assertCode(
        ApiCallAttemptTimeoutException.builder().message("slow").build(),
        KmsError.KMS_UNREACHABLE,
        true);
    assertCode(AbortedException.create("stopped"), KmsError.KMS_INTERRUPTED, true);
  }

  @Test
  void missing_credentials_are_told_from_other_troubles_of_the_client() {
    KeyUnavailable missing =
        translate(
            KmsAct.GENERATE,
            SdkClientException.create("Unable to load credentials from any of the providers"));

    assertThat(missing.code()).isEqualTo(KmsError.KMS_CREDENTIALS);
    assertThat(translate(KmsAct.GENERATE, SdkClientException.create("odd")).code())
        .isEqualTo(KmsError.KMS_REFUSED);
  }

  private static void assertCode(Throwable cause, KmsError code, boolean retryable) {
    KeyUnavailable failure =
        translate(KmsAct.GENERATE, SdkClientException.create("Unable to execute", cause));
    assertThat(failure.code()).as(cause.toString()).isEqualTo(code);
    assertThat(failure.retryable()).isEqualTo(retryable);
  }

  private static KeyUnavailable translate(KmsAct act, SdkException e) {
    return KmsTroubles.translate(act, "master key 'orders'", e);
  }

  private static SdkException answered(String code, int status) {
    return KmsException.builder()
        .statusCode(status)
        .requestId("request-1")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("why").build())
        .build();
  }
}
