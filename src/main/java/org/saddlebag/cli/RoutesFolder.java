package org.saddlebag.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.settings.ConfigFolder;

/**
 * The files of templates and flows. Templates come with the installation; a folder of one's own
 * brings its flows, and may replace a template by a file of the same name.
 */
final class RoutesFolder {

  /** The file that declares the flows. */
  static final String FLOWS = "flows.yaml";

  private RoutesFolder() {}

  /**
   * Finds them.
   *
   * @param chosen the folder that the command line names; null for {@code routes} beside the
   *     configuration's folder, or else that of the installation
   * @param config the configuration's folder
   * @return in the order of their names
   * @throws Refused if there are no flows
   */
  static List<Path> find(Path chosen, ConfigFolder config) {
    Path installed =
        Path.of(System.getProperty(ConfigFolder.HOME, "."), "routes").toAbsolutePath().normalize();
    Path beside = config.path().resolveSibling("routes");
    Path own = chosen != null ? chosen : Files.isDirectory(beside) ? beside : installed;
    Map<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(installed)) {
      files.putAll(yaml(installed));
      files.remove(FLOWS);
    }
    files.putAll(yaml(own));
    if (!files.containsKey(FLOWS)) {
      throw new Refused(CliError.NO_FLOWS, "there is no " + own.resolve(FLOWS));
    }
    return List.copyOf(files.values());
  }

  private static Map<String, Path> yaml(Path folder) {
    Map<String, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.yaml")) {
      found.forEach(file -> files.put(file.getFileName().toString(), file.toAbsolutePath()));
      return files;
    } catch (IOException e) {
      throw new FileUnavailable(
          CliError.DIRECTORY_UNREADABLE,
          "the routes' folder %s can't be listed".formatted(folder),
          e);
    }
  }
}
