package org.saddlebag.bench.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says.
 *
 * @param sizes how large everything is
 * @param works the names of the works; empty for the usual ones
 * @param clients who takes part; empty for all
 * @param latencies of the sink in milliseconds, for works of many requests; the first also for all
 *     others
 * @param rounds how often each client does each work
 * @param out where the report goes
 */
record Options(
    Sizes sizes,
    List<String> works,
    List<String> clients,
    List<Integer> latencies,
    int rounds,
    Path out) {

  private static final String USAGE =
      "src/bench/run [--quick] [--latency 0|20|both] [--work NAME,...]"
          + " [--client NAME,...] [--repeat N] [--out DIR]";
  private static final int ROUNDS = 5;

  static Options parse(List<String> words) {
    boolean quick = words.contains("--quick");
    String latency = value(words, "--latency", quick ? "0" : "both");
    return new Options(
        quick ? Sizes.QUICK : Sizes.FULL,
        names(value(words, "--work", "")),
        names(value(words, "--client", "")),
        latency.equals("both") ? List.of(0, 20) : List.of(Integer.valueOf(latency)),
        Integer.parseInt(value(words, "--repeat", String.valueOf(quick ? 1 : ROUNDS))),
        Path.of(value(words, "--out", "target/bench/report")));
  }

  boolean takes(String client) {
    return clients.isEmpty() || clients.contains(client);
  }

  private static List<String> names(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  private static String value(List<String> words, String name, String otherwise) {
    int at = words.indexOf(name);
    if (at == words.size() - 1 && at >= 0) {
      throw new IllegalArgumentException(USAGE);
    }
    return at < 0 ? otherwise : words.get(at + 1);
  }
}
