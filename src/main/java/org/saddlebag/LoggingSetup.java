package org.saddlebag;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Says where the logging's configuration is, before the first logger exists: {@code
 * log4j2.properties} of the installation's configuration, and {@code log4j2-json.properties} over
 * it where JSON is wanted. What the caller's system properties say goes first.
 */
final class LoggingSetup {

  private static final String FILE = "log4j2.configurationFile";
  private static final String LEVEL = "saddlebag.log.level";
  private static final String FORMAT = "saddlebag.log.format";
  private static final String FORMAT_VARIABLE = "SADDLEBAG_LOG_FORMAT";
  private static final String JSON = "json";
  private static final String TEXT = "text";

  /** Commands whose results stand on stdout; their log tells of trouble only. */
  private static final Set<String> ONE_OFF = Set.of("seal", "open", "inspect", "retry", "try");

  private LoggingSetup() {}

  /**
   * Prepares.
   *
   * @return what is wrong, or empty
   */
  static Optional<String> prepare(String... arguments) {
    String variable = System.getenv(FORMAT_VARIABLE);
    String format = System.getProperty(FORMAT, variable == null ? TEXT : variable);
    if (!format.equals(JSON) && !format.equals(TEXT)) {
      return Optional.of(
          "the log's format (%s) is '%s': write %s or %s"
              .formatted(FORMAT_VARIABLE, format, TEXT, JSON));
    }
    Path config = Path.of(System.getProperty("saddlebag.home", "."), "config");
    Path file = config.resolve("log4j2.properties");
    Path json = config.resolve("log4j2-json.properties");
    if (Files.isReadable(file)) {
      String files = file.toUri().toString();
      setIfAbsent(FILE, format.equals(JSON) ? files + "," + json.toUri() : files);
    }
    if (ONE_OFF.contains(command(arguments))) {
      setIfAbsent(LEVEL, "warn");
    }
    return Optional.empty();
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
