package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.testing.SecretKeys;

/** Customer keys from the file of settings to the key in hand. */
class CustomerKeysTest {

  private static final String PREFIX = "saddlebag.customer-keys.partner.";
  private static final char[] PASSWORD = "hunter2".toCharArray();

  @TempDir Path folder;
  private ConfigFile config;

  @BeforeEach
  void aKeystore() {
    NewKeystore.create(folder.resolve("keys.p12"), "archive", PASSWORD.clone());
    config = new ConfigFile(folder).variable("PW", "hunter2");
  }

  private Services services(String alias) {
    return new Services(
        config.read(PREFIX + "uri=keystore:keys.p12#" + alias, PREFIX + "password=env:PW"));
  }

  @Test
  void aKeyOf256BitsIsTaken() {
    SecretKeys.add(folder.resolve("keys.p12"), "partner", PASSWORD, 32, 5);
    try (Services services = services("Partner")) {
      assertThat(services.customerKeys()).containsOnlyKeys("partner");
      assertThat(services.customerKeys().get("partner").name()).isEqualTo("partner");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void aKeyOfAnotherLengthIsRefusedWithTheMend(int bytes) {
    SecretKeys.add(folder.resolve("keys.p12"), "partner", PASSWORD, bytes, 5);
    try (Services services = services("partner")) {
      assertThatThrownBy(services::customerKeys)
          .isInstanceOfSatisfying(
              KeyUnavailable.class,
              e -> assertThat(e.code()).isEqualTo(SettingsError.CUSTOMER_KEY_LENGTH))
          .hasMessageContaining("customer key 'partner'")
          .hasMessageContaining("has %d bits, must have 256", bytes * 8)
          .hasMessageContaining("-keysize 256");
    }
  }

  @Test
  void anAliasThatIsNotThereIsNamed() {
    try (Services services = services("nobody")) {
      assertThatThrownBy(services::customerKeys)
          .isInstanceOfSatisfying(
              KeyUnavailable.class, e -> assertThat(e.code()).isEqualTo(KeyError.NO_SUCH_ALIAS));
    }
  }

  @Test
  void whatIsMissingOrMisspeltIsNamed() {
    assertThat(config.refusal(PREFIX + "uri=keystore:keys.p12#partner"))
        .contains(PREFIX + "password is missing");
    assertThat(config.refusal(PREFIX + "password=env:PW")).contains(PREFIX + "uri is missing");
    assertThat(config.refusal(PREFIX + "uri=kms:alias/a", PREFIX + "password=env:PW"))
        .contains("a customer key comes from a keystore");
    assertThat(config.refusal(PREFIX + "uri=keystore:no.p12#a", PREFIX + "password=env:PW"))
        .contains("no.p12, which does not exist");
    assertThat(config.refusal(PREFIX + "url=keystore:keys.p12#a"))
        .contains(PREFIX + "url is no setting of a customer key");
  }

  @Test
  void aMachineWithoutTheKeystoreCanStillDoWhatNeedsNoKeys() throws IOException {
    Files.writeString(
        folder.resolve(ConfigFolder.FILE),
        PREFIX + "uri=keystore:no.p12#a\n" + PREFIX + "password=env:NO\n");
    ConfigFolder here = new ConfigFolder(folder);
    assertThat(Settings.load(here, Settings.Scope.WITHOUT_MASTER_KEYS, name -> null).customerKeys())
        .isEmpty();
    assertThatThrownBy(() -> Settings.load(here, Settings.Scope.CUSTOMER_KEYS_ONLY, name -> null))
        .hasMessageContaining("no.p12");
  }
}
