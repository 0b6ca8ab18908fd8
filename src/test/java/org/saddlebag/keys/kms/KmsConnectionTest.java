package org.saddlebag.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.kms.KmsClient;

/** Real sockets that do not lead to KMS. */
class KmsConnectionTest {

  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "SECRET"));

  @TempDir Path folder;

  @Test
  void a_closed_port_is_unreachable_and_may_be_tried_again() throws IOException {
    int port;
    try (ServerSocket closed = listen()) {
      port = closed.getLocalPort();
    }
    assertFails("http", port, CREDENTIALS, KmsError.KMS_UNREACHABLE, true);
  }

  @Test
  void a_server_that_never_answers_is_unreachable() throws IOException {
    try (ServerSocket silent = listen()) {
      assertFails("http", silent.getLocalPort(), CREDENTIALS, KmsError.KMS_UNREACHABLE, true);
    }
  }

  @Test
  void an_unknown_profile_is_a_trouble_of_credentials() throws IOException {
    AwsCredentialsProvider none =
        ProfileCredentialsProvider.builder()
            .profileFile(ProfileFile.aggregator().build())
            .profileName("nobody")
            .build();
    try (ServerSocket silent = listen()) {
      assertFails("http", silent.getLocalPort(), none, KmsError.KMS_CREDENTIALS, false);
    }
  }

  @Test
  void a_ca_bundle_that_is_missing_or_no_pem_is_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("ca.pem"), "hello");
    for (Path bundle : new Path[] {folder.resolve("none.pem"), text}) {
      KmsSettings settings =
          new KmsSettings(
              null,
              "eu-central-1",
              TlsSettings.trusting(bundle),
              false,
              null,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              1);
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> KmsClients.create(settings, CREDENTIALS))
          .withMessageContaining(bundle.toString())
          .satisfies(e -> assertThat(e.code()).isEqualTo(KmsError.KMS_CA_BUNDLE));
    }
  }

  @Test
  void settings_out_of_range_are_refused() {
    KmsSettings defaults = KmsSettings.ofRegion("eu-central-1");

    refused("must be http(s)://", () -> defaults.at(URI.create("ftp://kms.example")));
    refused("must be http(s)://", () -> defaults.at(URI.create("kms.example")));
    refused("must be http(s)://", () -> defaults.at(URI.create("//kms.example")));
    refused("attempts are 0", () -> defaults.patience(Duration.ofSeconds(1), 0));
    refused("attempt timeout is PT0S", () -> defaults.patience(Duration.ZERO, 1));
  }

  private static void refused(String what, Runnable act) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(act::run)
        .withMessageContaining(what)
        .satisfies(e -> assertThat(e.code()).isEqualTo(KmsError.KMS_SETTINGS));
  }

  private static void assertFails(
      String scheme, int port, AwsCredentialsProvider credentials, KmsError code, boolean again) {
    KmsSettings settings =
        KmsSettings.ofRegion("eu-central-1")
            .at(URI.create(scheme + "://127.0.0.1:" + port))
            .patience(Duration.ofMillis(500), 1);
    try (KmsClient client = KmsClients.create(settings, credentials)) {
      KmsMasterKey key =
          new KmsMasterKey("orders", new KmsTarget.Key("alias/orders"), Map.of(), client);
      assertThatExceptionOfType(KeyUnavailable.class)
          .isThrownBy(() -> key.generate(AlgorithmSuite.GCM_HKDF_COMMIT_KEY, Map.of()))
          .withMessageContaining("master key 'orders' (KMS alias/orders)")
          .satisfies(
              e -> {
                assertThat(e.code()).isEqualTo(code);
                assertThat(e.retryable()).isEqualTo(again);
              });
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  }
}
