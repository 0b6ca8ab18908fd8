package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.NewKeystore;

class ServicesTest {

  @TempDir Path folder;

  @Test
  void partsAreMadeOnceAndOnlyWhenAskedFor() throws IOException {
    Settings settings = settings("right", "archive");
    try (Services services = new Services(settings)) {
      assertThat(services.store()).isSameAs(services.store());
      assertThat(services.keyring()).isSameAs(services.keyring());
      assertThat(settings.node().state()).doesNotExist();
    }
  }

  @Test
  void theSealerUsesTheConfiguredKeys() throws Exception {
    try (Services services = new Services(settings("right", "archive"));
        var key =
            services
                .sealer()
                .generate("archive", AlgorithmSuite.GCM_HKDF_COMMIT_KEY, java.util.Map.of())) {
      assertThat(key.use().masterKey()).isEqualTo("archive");
      assertThat(key.use().version()).isEqualTo("7");
    }
  }

  @Test
  void severalUnusableKeysAreNamedTogether() throws IOException {
    String more =
        "saddlebag.keys.second.uri=keystore:keys.p12#nobody\n"
            + "saddlebag.keys.second.password=file:right\n";
    try (Services services = new Services(settings("wrong", "archive", more))) {
      assertThatThrownBy(services::keyring)
          .isInstanceOf(KeyUnavailable.class)
          .hasMessageContaining("2 master keys can't be had")
          .hasMessageContaining("does not open with this password")
          .hasMessageContaining("'nobody'")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void oneUnusableKeyKeepsItsOwnCode() throws IOException {
    try (Services services = new Services(settings("right", "nobody"))) {
      assertThatThrownBy(services::keyring).hasMessageStartingWith("no-such-alias");
    }
  }

  @Test
  void theStateBelongsToOneProcessButCommandsMayWorkBesideIt() throws IOException {
    Settings settings = settings("right", "archive");
    try (Services first = new Services(settings);
        Services second = new Services(settings)) {
      first.journal();
      assertThatThrownBy(second::journal)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.STATE_IN_USE));
      assertThat(second.commandDelivery()).isNotNull();
    }
  }

  private Settings settings(String password, String alias, String... more) throws IOException {
    if (!Files.exists(folder.resolve("keys.p12"))) {
      NewKeystore.create(folder.resolve("keys.p12"), "archive", "hunter2".toCharArray());
    }
    Files.writeString(folder.resolve("right"), "hunter2\n");
    Files.writeString(folder.resolve("wrong"), "hunter3\n");
    Files.writeString(
        folder.resolve("application.properties"),
        """
        saddlebag.state=state
        saddlebag.keys.archive.uri=keystore:keys.p12#%s
        saddlebag.keys.archive.password=file:%s
        saddlebag.keys.archive.version=7
        camel.component.aws2-s3.region=eu-central-1
        %s
        """
            .formatted(alias, password, String.join("", more)));
    return Settings.load(new ConfigFolder(folder), Settings.Scope.WHOLE, name -> null);
  }
}
