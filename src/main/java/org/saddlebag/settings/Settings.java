package org.saddlebag.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.StoreSettings;

/**
 * The whole configuration, checked.
 *
 * @param folder where it was read from; relative paths in it have been resolved there
 * @param node state folder and name
 * @param store the object store
 * @param storeCredentials who we are to the store
 * @param masterKeys in the order of their names
 */
public record Settings(
    Path folder,
    NodeSettings node,
    StoreSettings store,
    Credentials storeCredentials,
    List<MasterKeySettings> masterKeys) {

  /** Copies the list. */
  public Settings {
    masterKeys = List.copyOf(masterKeys);
  }

  /**
   * Reads the configuration with the process's environment.
   *
   * @param folder where it is
   * @return the settings
   * @throws Refused if anything is wrong; one message names all of it
   */
  public static Settings load(ConfigFolder folder) {
    return load(folder, System::getenv);
  }

  /**
   * Reads the configuration.
   *
   * @param folder where it is
   * @param environment gives the value of an environment variable, or null
   * @return the settings
   * @throws Refused if anything is wrong; one message names all of it
   */
  public static Settings load(ConfigFolder folder, UnaryOperator<String> environment) {
    Problems problems = new Problems();
    RawSettings raw =
        new RawSettings(
            PropertiesText.read(folder.file(), problems),
            new Surroundings(folder.path(), environment),
            problems);
    Settings settings = read(folder, raw);
    new UnknownNames(raw).report();
    problems.throwIfAny(folder.file());
    return settings;
  }

  private static Settings read(ConfigFolder folder, RawSettings raw) {
    return new Settings(
        folder.path(),
        NodeSection.read(raw),
        StoreSection.read(raw),
        StoreSection.credentials(raw),
        new MasterKeySection(raw).read());
  }
}
