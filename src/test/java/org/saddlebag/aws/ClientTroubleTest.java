package org.saddlebag.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.aws.ClientTrouble.Kind;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What keeps a client from an answer, told by the chain of causes. */
class ClientTroubleTest {

  static Stream<Arguments> causes() {
    return Stream.of(
        arguments(AbortedException.create("stopped"), Kind.INTERRUPTED),
        arguments(new SocketTimeoutException("Read timed out"), Kind.TIMED_OUT),
        arguments(new InterruptedIOException("slow"), Kind.TIMED_OUT),
        arguments(ApiCallAttemptTimeoutException.builder().message("slow").build(), Kind.TIMED_OUT),
        arguments(
            new SSLException("Read timed out", new SocketTimeoutException("Read timed out")),
            Kind.TIMED_OUT),
        arguments(new UnknownHostException("nowhere.example"), Kind.HOST_UNKNOWN),
        arguments(new ConnectException("Connection refused"), Kind.UNREACHABLE),
        arguments(new SSLException("closing inbound"), Kind.UNREACHABLE),
        arguments(handshake("x", new EOFException("shut down")), Kind.UNREACHABLE),
        arguments(handshake("x", new SocketException("Connection reset")), Kind.UNREACHABLE),
        arguments(handshake("Remote host terminated the handshake", null), Kind.UNREACHABLE),
        arguments(handshake("Received fatal alert: handshake_failure", null), Kind.TLS_FAILED),
        arguments(handshake("x", new CertificateException("unknown")), Kind.NOT_TRUSTED),
        arguments(handshake("x", new CertPathBuilderException("no path")), Kind.NOT_TRUSTED),
        arguments(
            handshake("x", new CertificateException("y", new CertPathBuilderException("no path"))),
            Kind.NOT_TRUSTED),
        arguments(
            handshake("x", new CertificateException("No name matching store.example found")),
            Kind.OTHER_HOST),
        arguments(new SSLPeerUnverifiedException("another host"), Kind.OTHER_HOST),
        arguments(handshake("x", new CertificateExpiredException("over")), Kind.EXPIRED),
        arguments(
            handshake(
                "x",
                new CertPathValidatorException(
                    "over", new CertificateExpiredException(), null, -1, BasicReason.EXPIRED)),
            Kind.EXPIRED),
        arguments(alert("protocol_version"), Kind.TLS_TOO_OLD),
        arguments(
            handshake(
                "The server selected protocol version TLS11 is not accepted by client"
                    + " preferences [TLS13, TLS12]",
                null),
            Kind.TLS_TOO_OLD),
        arguments(alert("bad_certificate"), Kind.OURS_REFUSED),
        arguments(alert("certificate_required"), Kind.OURS_REFUSED),
        arguments(alert("unknown_ca"), Kind.OURS_REFUSED),
        arguments(alert("certificate_unknown"), Kind.OURS_REFUSED));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void theFirstKnownCauseDecides(Throwable cause, Kind kind) {
    SdkException thrown = SdkClientException.create("Unable to execute HTTP request", cause);

    assertThat(ClientTrouble.of(thrown).kind()).isEqualTo(kind);
  }

  @Test
  void whatHasNoTypeIsToldByItsWords() {
    assertThat(ofWords("Unable to load credentials from any of the providers").kind())
        .isEqualTo(Kind.NO_CREDENTIALS);
    assertThat(ofWords("Unable to load region").kind()).isEqualTo(Kind.NO_REGION);
    assertThat(ofWords("odd").kind()).isEqualTo(Kind.OTHER);
  }

  @Test
  void theWordsAreTheDeepestCausesOnOneLine() {
    SdkException thrown =
        SdkClientException.create("Unable", new IOException("y", new IOException("a\n  pipe ")));

    assertThat(ClientTrouble.of(thrown).words()).isEqualTo("IOException: a pipe");
  }

  @Test
  void missingCredentialsAreToldInTheSdksOwnWords() {
    SdkException thrown =
        SdkClientException.create("No credentials", new IllegalStateException("deep down"));

    assertThat(ClientTrouble.of(thrown).words()).isEqualTo("SdkClientException: No credentials");
  }

  private static ClientTrouble ofWords(String words) {
    return ClientTrouble.of(SdkClientException.create(words));
  }

  private static SSLException alert(String name) {
    return new SSLException("Received fatal alert: " + name);
  }

  private static SSLHandshakeException handshake(String words, Throwable cause) {
    SSLHandshakeException thrown = new SSLHandshakeException(words);
    if (cause != null) {
      thrown.initCause(cause);
    }
    return thrown;
  }
}
