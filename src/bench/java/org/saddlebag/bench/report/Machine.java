package org.saddlebag.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Where and when the figures were made.
 *
 * @param cores processors that this process may use
 * @param processor the model's name, {@code unknown} where the system does not tell
 * @param kernel name and version of the operating system
 * @param jdk vendor and version of this process's Java
 * @param date when the report was made, UTC, ISO 8601
 * @param loadAverage of the last minute, when the report was made; negative where unknown
 */
record Machine(
    int cores, String processor, String kernel, String jdk, String date, double loadAverage) {

  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorName(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** One line. */
  String describe() {
    return "%d x %s, %s, %s, %s".formatted(cores, processor, kernel, jdk, date);
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
