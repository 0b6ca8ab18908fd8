package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.List;
import org.saddlebag.settings.ConfigFolder;
import picocli.CommandLine.Option;

/** What commands on flows take. */
final class RoutesOption {

  @Option(
      names = "--routes",
      paramLabel = "DIR",
      description = "Folder of flows.yaml (default: routes/ beside the configuration's folder).")
  private Path routes;

  /** The files of templates and flows. */
  List<Path> files(ConfigFolder config) {
    return RoutesFolder.find(routes, config);
  }
}
