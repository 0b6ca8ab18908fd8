package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code saddlebag.audit.*} and {@code saddlebag.receipts.*}. */
class AuditSectionTest {

  private static final String KEY = "saddlebag.receipts.signing-key=keystore:s.p12#receipts";
  private static final String PASSWORD = "saddlebag.receipts.signing-key-password=env:SIGNING";

  @TempDir Path folder;
  private ConfigFile config;

  @BeforeEach
  void begin() throws IOException {
    config = new ConfigFile(folder).variable("SIGNING", "hunter2");
    Files.writeString(folder.resolve("s.p12"), "");
  }

  @Test
  void theTrailIsOnInTheStateFolderUnlessSaidOtherwise() {
    AuditSettings audit = config.read("saddlebag.state=st").audit();
    assertThat(audit.trail()).isTrue();
    assertThat(audit.folder()).isEqualTo(folder.resolve("st").resolve("audit"));
    assertThat(audit.signing()).isNull();

    AuditSettings other =
        config.read("saddlebag.audit.trail=off", "saddlebag.audit.folder=elsewhere").audit();
    assertThat(other.trail()).isFalse();
    assertThat(other.folder()).isEqualTo(folder.resolve("elsewhere"));
  }

  @Test
  void aSigningKeyComesWithItsPassword() {
    AuditSettings.Signing signing =
        config.read(KEY, PASSWORD, "saddlebag.audit.checkpoint-every=5m").audit().signing();
    assertThat(signing.keystore()).isEqualTo(folder.resolve("s.p12"));
    assertThat(signing.alias()).isEqualTo("receipts");
    assertThat(signing.checkpointEvery()).isEqualTo(Duration.ofMinutes(5));

    assertThat(config.refusal(KEY)).contains("signing-key-password is missing");
    assertThat(config.refusal(PASSWORD)).contains("signing-key is missing");
  }

  @Test
  void whatCanNotSignOrBeReachedSafelyIsRefused() {
    assertThat(config.refusal(KEY.replace("s.p12", "none.p12"), PASSWORD))
        .contains("none.p12, which can't be read");
    assertThat(config.refusal(KEY.replace("keystore:s.p12#receipts", "kms:alias/x"), PASSWORD))
        .contains("saddlebag.receipts.signing-key is 'kms:alias/x'");
    assertThat(config.refusal("saddlebag.audit.sts-endpoint=http://sts.example.com"))
        .contains("would be reached without TLS");
    assertThat(config.refusal("saddlebag.audit.trail=maybe")).contains("write one of on, off");
  }
}
