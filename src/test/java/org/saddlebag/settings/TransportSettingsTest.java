package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.aws.ClientCertificate;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.aws.TlsVersion;
import org.saddlebag.camel.CapturedLog;

/** How services are reached, in the words of the configuration; the same for each of them. */
class TransportSettingsTest {

  @TempDir Path folder;
  private ConfigFile config;

  @BeforeEach
  void aFolderWithAKeystore() throws IOException {
    Files.writeString(folder.resolve("client.p12"), "");
    config = new ConfigFile(folder).variable("PW", "hunter2");
  }

  private static TlsSettings tls(Settings settings, String service) {
    return service.equals("s3") ? settings.store().endpoint().tls() : settings.kms().tls();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "kms"})
  void versionAndCertificateAreRead(String service) {
    String ours = "saddlebag." + service + ".";
    TlsSettings tls =
        tls(
            config.read(
                ours + "min-tls=1.3",
                ours + "client-certificate=keystore:client.p12#Node-1",
                ours + "client-certificate-password=env:PW"),
            service);
    assertThat(tls.atLeast()).isEqualTo(TlsVersion.V1_3);
    ClientCertificate certificate = tls.clientCertificate();
    assertThat(certificate.keystore()).isEqualTo(folder.resolve("client.p12"));
    assertThat(certificate.alias()).isEqualToIgnoringCase("node-1");
    assertThat(new String(certificate.password().get())).isEqualTo("hunter2");
    assertThat(certificate.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "kms"})
  void withoutAWordItIsTls12OrNewerAndNoCertificate(String service) {
    assertThat(tls(config.read(""), service)).isEqualTo(TlsSettings.platform());
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "kms"})
  void everythingThatIsWrongIsNamed(String service) {
    String ours = "saddlebag." + service + ".";
    assertThat(
            config.refusal(
                ours + "min-tls=1.1",
                ours + "client-certificate=keystore:nowhere.p12#node",
                ours + "proxy-password=env:PW"))
        .contains(ours + "min-tls is '1.1': write 1.2 or 1.3")
        .contains(ours + "client-certificate-password is missing")
        .contains(ours + "client-certificate names " + folder.resolve("nowhere.p12"))
        .contains("does not exist")
        .contains(ours + "proxy-user is missing");
    assertThat(
            config.refusal(
                ours + "client-certificate=public:client.pem",
                ours + "client-certificate-password=hunter2",
                ours + "proxy-user=a:b"))
        .contains(ours + "client-certificate is 'public:client.pem', no keystore")
        .contains(ours + "client-certificate-password gives a secret in plain text")
        .contains(ours + "proxy-user is 'a:b'")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "kms"})
  void plainHttpNeedsLeaveAndIsNeverForgotten(String service) {
    String uri =
        "camel.component.aws2-%s.uriEndpointOverride=http://far.example".formatted(service);
    String region = "camel.component.aws2-%s.region=eu-central-1".formatted(service);
    String leave = "saddlebag.%s.allow-plain-http=true".formatted(service);

    assertThat(config.refusal(uri))
        .contains("is 'http://far.example', not encrypted on its way")
        .contains("use https, or set " + leave);
    try (CapturedLog log = new CapturedLog("org.saddlebag.transport", Level.WARN);
        Services services = new Services(config.read(uri, region, leave))) {
      client(services, service);
      client(services, service);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("http://far.example is spoken to without TLS")
          .contains(leave);
    }
  }

  @Test
  void nobodyIsWarnedOfTlsOrOfThisMachine() {
    String uri = "camel.component.aws2-s3.uriEndpointOverride=";
    for (String endpoint : new String[] {"https://far.example", "http://127.0.0.1:9000"}) {
      try (CapturedLog log = new CapturedLog("org.saddlebag.transport", Level.WARN);
          Services services = new Services(config.read(uri + endpoint))) {
        client(services, "s3");
        assertThat(log.lines()).isEmpty();
      }
    }
  }

  @Test
  void aProxyElsewhereTakesEvenLoopbackOverTheNetwork() {
    String uri = "camel.component.aws2-s3.uriEndpointOverride=http://127.0.0.1:9000";
    String port = "camel.component.aws2-s3.proxyPort=3128";
    String host = "camel.component.aws2-s3.proxyHost=";

    assertThat(config.refusal(uri, port, host + "proxy.example"))
        .contains("not encrypted on its way");
    assertThat(config.read(uri, port, host + "127.0.0.1")).isNotNull();
  }

  private static void client(Services services, String service) {
    assertThat(service.equals("s3") ? services.s3Client() : services.kmsClient()).isNotNull();
  }
}
