package org.saddlebag.safeguard.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.safeguard.check.CheckedCloud.the;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.aws.Aspect;
import org.saddlebag.keys.kms.KmsPosture;

/** The way to the services, and kinds of keys that the embedded KMS does not make. */
class LineChecksTest {

  private static final Duration LONG = Duration.ofDays(60);

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_256_GCM_SHA384, passed, passed",
    "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256, passed, passed",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, failed, passed",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, failed, failed",
    "TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256, failed, failed",
    "TLSv1.1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, failed, failed"
  })
  void protocol_and_cipher(String protocol, String cipher, String line, String suite) {
    Report report = Given.with(Given.tls(protocol, cipher, Given.NOW.plus(LONG)));
    assertThat(the(report, "line-tls").outcome()).isEqualTo(line);
    assertThat(the(report, "line-tls").verdict().words()).contains(protocol, cipher);
    assertThat(the(report, "line-cipher").outcome()).isEqualTo(suite);
    assertThat(the(report, "line-tls").subject()).isEqualTo("https://s3.example.com:443");
  }

  @Test
  void old_tls_is_bad_and_1_2_is_worth_knowing() {
    assertThat(severity("TLSv1.1")).isEqualTo(Severity.HIGH);
    assertThat(severity("TLSv1.2")).isEqualTo(Severity.INFO);
  }

  private static Severity severity(String protocol) {
    Line line = Given.tls(protocol, "TLS_RSA_WITH_AES_128_CBC_SHA", Given.NOW.plus(LONG));
    return the(Given.with(line), "line-tls").severity();
  }

  @Test
  void a_certificate_of_the_chain_that_expires_soon() {
    for (int days : new int[] {29, 31}) {
      Line line =
          Given.tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", Given.NOW.plus(Duration.ofDays(days)));
      assertThat(the(Given.with(line), "line-certificate").failed()).isEqualTo(days < 30);
    }
  }

  @Test
  void plain_http_over_a_network_and_on_loopback() {
    for (Line.Kind kind : new Line.Kind[] {Line.Kind.IN_THE_CLEAR, Line.Kind.LOOPBACK}) {
      Line line = new Line("store", "http://store:80", kind, new Aspect.NotSet<>());
      assertThat(the(Given.with(line), "line-tls").failed())
          .isEqualTo(kind == Line.Kind.IN_THE_CLEAR);
      assertThat(the(Given.with(line), "line-cipher").outcome()).isEqualTo("skipped");
    }
  }

  @Test
  void a_handshake_that_failed_was_not_seen() {
    Line line =
        new Line("store", null, Line.Kind.TLS, new Aspect.Failed<>("the certificate has expired"));
    assertThat(the(Given.with(line), "line-tls").verdict().words())
        .isEqualTo("the look failed: the certificate has expired");
  }

  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, AWS_KMS, false, passed, passed, failed",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, AWS_KMS, true, passed, failed, failed",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, EXTERNAL, false, passed, passed, skipped",
    "RSA_2048, SIGN_VERIFY, AWS_KMS, false, failed, passed, skipped"
  })
  void kinds_of_keys(
      String spec,
      String usage,
      String origin,
      boolean everywhere,
      String kind,
      String region,
      String rotation) {
    Report report =
        Given.with(
            new KmsPosture(
                "arn:aws:kms:eu-central-1:000000000000:key/x",
                "Enabled",
                "CUSTOMER",
                spec,
                usage,
                origin,
                everywhere,
                null,
                new Aspect.Seen<>(0),
                new Aspect.NotSet<>()));
    assertThat(the(report, "key-kind").outcome()).isEqualTo(kind);
    assertThat(the(report, "key-one-region").outcome()).isEqualTo(region);
    assertThat(the(report, "key-rotation").outcome()).isEqualTo(rotation);
  }
}
