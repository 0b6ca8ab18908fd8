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
    if (arguments.length > 0 && ONE_OFF.contains(arguments[0])) {
      setIfAbsent(LEVEL, "warn");
    }
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
