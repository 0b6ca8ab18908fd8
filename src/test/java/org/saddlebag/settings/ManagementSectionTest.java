package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code camel.management.*} and {@code saddlebag.management.*}. */
class ManagementSectionTest {

  private static final String ON = "camel.management.enabled=true";
  private static final String USER = "saddlebag.management.user=prometheus";
  private static final String PASSWORD = "saddlebag.management.password=env:MANAGEMENT";
  private static final String CERTIFICATE =
      "saddlebag.management.certificate=keystore:m.p12#node-1";
  private static final String CERTIFICATE_PASSWORD =
      "saddlebag.management.certificate-password=env:MANAGEMENT";

  @TempDir Path folder;
  private ConfigFile config;

  @BeforeEach
  void begin() throws IOException {
    config = new ConfigFile(folder).variable("MANAGEMENT", "hunter2");
    Files.writeString(folder.resolve("m.p12"), "");
  }

  @Test
  void itIsOffUnlessAskedForAndThenOnLoopback() {
    assertThat(config.read("saddlebag.state=st").management()).isNull();
    assertThat(config.read(USER, PASSWORD).management()).isNull();

    ManagementSettings management = config.read(ON).management();
    assertThat(management.host()).isEqualTo("127.0.0.1");
    assertThat(management.port()).isEqualTo(9876);
    assertThat(management.login()).isNull();
    assertThat(management.certificate()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
  void loopbackNeedsNothingMore(String host) {
    assertThat(config.read(ON, "camel.management.host=" + host).management().host())
        .isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "::", "10.1.2.3", "node-1.example.com", "127.0.0.1.example.com"})
  void theNetworkNeedsALoginAndTls(String host) {
    String open = "camel.management.host=" + host;
    String said = "camel.management.host is '" + host + "', open to the network, without ";
    assertThat(config.refusal(ON, open))
        .contains("2 problems", said + "authentication", said + "TLS");
    assertThat(config.refusal(ON, open, USER, PASSWORD))
        .contains("1 problem", said + "TLS")
        .doesNotContain("authentication");
    assertThat(config.refusal(ON, open, CERTIFICATE, CERTIFICATE_PASSWORD))
        .contains("1 problem", said + "authentication")
        .doesNotContain("without TLS");

    ManagementSettings management =
        config.read(ON, open, USER, PASSWORD, CERTIFICATE, CERTIFICATE_PASSWORD).management();
    assertThat(management.login().user()).isEqualTo("prometheus");
    assertThat(management.login().password().read()).isEqualTo("hunter2".toCharArray());
    assertThat(management.certificate().keystore()).isEqualTo(folder.resolve("m.p12"));
    assertThat(management.certificate().alias()).isEqualTo("node-1");
    assertThat(management.toString()).doesNotContain("hunter2");
  }

  @Test
  void halvesAreRefused() {
    assertThat(config.refusal(ON, USER)).contains("saddlebag.management.password is missing");
    assertThat(config.refusal(ON, PASSWORD)).contains("saddlebag.management.user is missing");
    assertThat(config.refusal(ON, CERTIFICATE)).contains("certificate-password is missing");
    assertThat(config.refusal(ON, CERTIFICATE_PASSWORD)).contains("management.certificate is");
  }

  @Test
  void whatIsOfNoUseIsNamedWithTheRest() {
    assertThat(
            config.refusal(
                ON,
                "camel.management.port=70000",
                "saddlebag.management.user=a:b",
                "saddlebag.management.password=hunter2",
                "saddlebag.management.certificate=keystore:none.p12#x",
                CERTIFICATE_PASSWORD,
                "saddlebag.s3.attempts=0"))
        .contains(
            "5 problems",
            "camel.management.port is 70000",
            "saddlebag.management.user is 'a:b'",
            "saddlebag.management.password gives a secret in plain text",
            "none.p12, which does not exist",
            "saddlebag.s3.attempts")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camel.management.devConsoleEnabled=true",
        "camel.management.dev-console-enabled=true",
        "camel.management.uploadEnabled=true",
        "camel.management.downloadEnabled=true",
        "camel.management.sendEnabled=true",
        "camel.management.jolokiaEnabled=true",
        "camel.management.infoEnabled=true",
        "camel.management.authenticationEnabled=true",
        "camel.management.basicPropertiesFile=users.properties",
        "camel.management.useGlobalSslContextParameters=true",
        "camel.management.Enabled=true",
        "camel.Management.host=0.0.0.0",
        "camel.server.enabled=true",
        "camel.server.port=8080",
        "camel.metrics.enabled=true"
      })
  void camelsOwnListenersAndMoreOnOursAreRefused(String line) {
    String name = line.substring(0, line.indexOf('='));
    assertThat(config.refusal(line)).contains(name + " would let Camel open a listener");
    assertThat(config.refusal(ON, line)).contains(name + " would let Camel open a listener");
  }
}
