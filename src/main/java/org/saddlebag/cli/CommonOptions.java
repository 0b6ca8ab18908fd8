package org.saddlebag.cli;

import java.nio.file.Path;
import org.saddlebag.errors.Refused;
import org.saddlebag.settings.ConfigFolder;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes. */
@SuppressWarnings("UnusedVariable") // picocli looks at help and version itself
final class CommonOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of application.properties (default: config/ of the installation).")
  private Path config;

  @Option(names = "--json", description = "Print one JSON object per line on stdout.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  Console console() {
    return new Console(command.commandLine().getOut(), command.commandLine().getErr(), json);
  }

  boolean json() {
    return json;
  }

  /** For a command that brings a configuration of its own. */
  void requireNoConfig() {
    if (config != null) {
      throw new Refused(CliError.USAGE, "this command brings its own configuration, not --config");
    }
  }

  ConfigFolder configFolder() {
    return ConfigFolder.find(config);
  }

  Services services(Settings.Scope scope) {
    return new Services(Settings.load(configFolder(), scope));
  }
}
