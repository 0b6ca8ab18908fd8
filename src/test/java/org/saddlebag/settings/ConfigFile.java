package org.saddlebag.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.saddlebag.errors.Refused;

/** A configuration in the making, with the environment it is read in. */
final class ConfigFile {

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  ConfigFile(Path folder) {
    this.folder = folder;
  }

  ConfigFile variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Settings read(String... lines) {
    try {
      Files.writeString(folder.resolve(ConfigFolder.FILE), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Settings.load(new ConfigFolder(folder), Settings.Scope.WHOLE, environment::get);
  }

  /** What the refusal says. */
  String refusal(String... lines) {
    Throwable thrown = Assertions.catchThrowable(() -> read(lines));
    Assertions.assertThat(thrown).isInstanceOf(Refused.class);
    return ((Refused) thrown).what();
  }
}
