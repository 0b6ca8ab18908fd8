package org.saddlebag.cli;

import java.nio.file.Path;
import org.saddlebag.errors.Refused;
import org.saddlebag.settings.ConfigFolder;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What every command takes, before its name and behind it. */
@SuppressWarnings("UnusedVariable") // picocli looks at help and version itself
final class CommonOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private Path config;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON object per line on stdout.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      scope = ScopeType.INHERIT,
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  /** picocli itself only sees the same option twice on the same side of the command. */
  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Folder of application.properties (default: config/ of the installation).")
  void setConfig(Path folder) {
    if (config != null && folder != null) {
      throw new ParameterException(command.commandLine(), "--config is given twice");
    }
    config = folder;
  }

  Console console() {
    return console(json);
  }

  /** For a command that chooses by itself whether results are JSON. */
  Console console(boolean asJson) {
    return new Console(command.commandLine().getOut(), command.commandLine().getErr(), asJson);
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
