package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.settings.ConfigFolder;

class RoutesFolderTest {

  @TempDir Path folder;
  private String before;

  @BeforeEach
  void anInstallation() throws IOException {
    before = System.getProperty(ConfigFolder.HOME);
    System.setProperty(ConfigFolder.HOME, folder.resolve("home").toString());
    for (String name : new String[] {"directory-to-s3.yaml", "flows.yaml", "notes.txt"}) {
      file("home/routes/" + name);
    }
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(ConfigFolder.HOME);
    } else {
      System.setProperty(ConfigFolder.HOME, before);
    }
  }

  @Test
  void theInstallationsOwnFlowsAreTheDefault() {
    assertThat(RoutesFolder.find(null, new ConfigFolder(folder.resolve("home/config"))))
        .containsExactly(
            folder.resolve("home/routes/directory-to-s3.yaml"),
            folder.resolve("home/routes/flows.yaml"));
  }

  @Test
  void flowsBesideTheConfigurationTakeTheirPlaceAndTheTemplatesStay() throws IOException {
    file("my/routes/flows.yaml");
    assertThat(RoutesFolder.find(null, new ConfigFolder(folder.resolve("my/config"))))
        .containsExactly(
            folder.resolve("home/routes/directory-to-s3.yaml"),
            folder.resolve("my/routes/flows.yaml"));
  }

  @Test
  void aTemplateOfTheSameNameIsReplaced() throws IOException {
    file("my/routes/flows.yaml");
    file("my/routes/directory-to-s3.yaml");
    assertThat(
            RoutesFolder.find(
                folder.resolve("my/routes"), new ConfigFolder(folder.resolve("x/config"))))
        .allMatch(file -> file.startsWith(folder.resolve("my")));
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }
}
