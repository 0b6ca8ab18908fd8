package org.saddlebag.bench.jmh;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.RunResult;

/**
 * {@link ContentBenchmark} as MB (10^6 bytes) per second of processor time, and as parts of the
 * bare AES-GCM encryption.
 */
final class Summary {

  private static final String PEER = "gcmEncrypt";
  private static final String DECRYPT = "verifiedDecrypt";
  private static final String[] COLUMNS = {PEER, "encrypt", "ctrThenGcm", DECRYPT};

  /** Verified decryption by the peer. */
  private static final double GOAL = 0.5;

  private final Map<Row, Map<String, Double>> rows = new LinkedHashMap<>();

  Summary(Collection<RunResult> results) {
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      if (benchmark.startsWith(ContentBenchmark.class.getName())) {
        Row row = new Row(number(result, "size"), number(result, "slice"));
        double micros = result.getSecondaryResults().get(CpuPerOperation.LABEL).getScore();
        rows.computeIfAbsent(row, any -> new LinkedHashMap<>())
            .put(benchmark.substring(benchmark.lastIndexOf('.') + 1), row.size() / micros);
      }
    }
  }

  /** One line per size and slice; empty where nothing of it ran. */
  void print(PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    out.println("MB per second of one core, in brackets the part of " + PEER);
    out.printf("%10s %9s", "size", "slice");
    for (String column : COLUMNS) {
      out.printf("  %18s", column);
    }
    out.println();
    rows.forEach((row, speeds) -> print(out, row, speeds));
    goal(out);
  }

  /** The largest message; the bare cipher with the slices that suit it best. */
  private void goal(PrintStream out) {
    int size = rows.keySet().stream().mapToInt(Row::size).max().orElseThrow();
    OptionalDouble ours = best(size, DECRYPT);
    OptionalDouble peer = best(size, PEER);
    if (ours.isPresent() && peer.isPresent()) {
      double ratio = ours.getAsDouble() / peer.getAsDouble();
      out.printf(
          "%s / %s, each with its best slice, %d bytes: %s, must be >= %s: %s%n",
          DECRYPT,
          PEER,
          size,
          format("%.2f", ratio),
          format("%.2f", GOAL),
          ratio >= GOAL ? "reached" : "MISSED");
    }
  }

  private OptionalDouble best(int size, String benchmark) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getKey().size() == size && entry.getValue().containsKey(benchmark))
        .mapToDouble(entry -> entry.getValue().get(benchmark))
        .max();
  }

  private static void print(PrintStream out, Row row, Map<String, Double> speeds) {
    out.printf("%10d %9d", row.size(), row.slice());
    Double peer = speeds.get(PEER);
    for (String column : COLUMNS) {
      Double speed = speeds.get(column);
      String part = peer == null || speed == null ? "" : format(" (%.2f)", speed / peer);
      out.printf("  %18s", speed == null ? "-" : format("%,.0f", speed) + part);
    }
    out.println();
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  private static int number(RunResult result, String parameter) {
    return Integer.parseInt(result.getParams().getParam(parameter));
  }

  private record Row(int size, int slice) {}
}
