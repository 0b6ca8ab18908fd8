package org.saddlebag;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Says where the logging's configuration is, before the first logger exists: {@code
 * log4j2.properties} of the installation's configuration. What the caller's system properties say
 * goes first.
 */
final class LoggingSetup {

  private static final String FILE = "log4j2.configurationFile";
  private static final String LEVEL = "saddlebag.log.level";

  /** Commands whose results stand on stdout; their log tells of trouble only. */
  private static final Set<String> ONE_OFF = Set.of("seal", "open", "inspect", "retry", "try");

  private LoggingSetup() {}

  static void prepare(String... arguments) {
    Path file = Path.of(System.getProperty("saddlebag.home", "."), "config", "log4j2.properties");
    if (Files.isReadable(file)) {
      setIfAbsent(FILE, file.toUri().toString());
    }
    if (ONE_OFF.contains(command(arguments))) {
      setIfAbsent(LEVEL, "warn");
    }
  }

  /** The first word that is neither a common option nor its value; empty where there is none. */
  static String command(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--config")) {
        i++;
      } else if (!arguments[i].startsWith("-")) {
        return arguments[i];
      }
    }
    return "";
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
