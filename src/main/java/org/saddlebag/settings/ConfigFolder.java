package org.saddlebag.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import org.saddlebag.errors.Refused;

/**
 * The folder of the configuration.
 *
 * @param path absolute
 */
public record ConfigFolder(Path path) {

  /** The file in it that is read. */
  public static final String FILE = "application.properties";

  /** The system property that names the installation's folder; set by {@code bin/saddlebag}. */
  public static final String HOME = "saddlebag.home";

  /**
   * Finds the folder.
   *
   * @param chosen what the command line names, or null for {@code config} of the installation
   * @return a folder with an {@code application.properties}
   * @throws Refused if there is none
   */
  public static ConfigFolder find(Path chosen) {
    Path folder = chosen == null ? Path.of(System.getProperty(HOME, "."), "config") : chosen;
    ConfigFolder found = new ConfigFolder(folder.toAbsolutePath().normalize());
    if (!Files.isRegularFile(found.file())) {
      throw new Refused(
          SettingsError.CONFIGURATION_MISSING, "there is no configuration at " + found.file());
    }
    return found;
  }

  /**
   * The file of settings.
   *
   * @return its path
   */
  public Path file() {
    return path.resolve(FILE);
  }
}
