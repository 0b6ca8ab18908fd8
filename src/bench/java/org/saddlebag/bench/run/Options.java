package org.saddlebag.bench.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says.
 *
 * @param sizes how large everything is
 * @param works the names of the works; empty for the usual ones
 * @param latencies of the sink in milliseconds, for works of many requests; the first also for all
 *     others
 * @param rounds how often each client does each work
 * @param out where the report goes
 */
record Options(Sizes sizes, List<String> works, List<Integer> latencies, int rounds, Path out) {

  private static final String USAGE =
      "src/bench/run [--quick] [--latency 0|20|both] [--work NAME,...] [--repeat N] [--out DIR]";
  private static final int ROUNDS = 5;

  static Options parse(List<String> words) {
    boolean quick = words.contains("--quick");
    String latency = value(words, "--latency", quick ? "0" : "both");
    String works = value(words, "--work", "");
    return new Options(
        quick ? Sizes.QUICK : Sizes.FULL,
        works.isEmpty() ? List.of() : List.of(works.split(",")),
        latency.equals("both") ? List.of(0, 20) : List.of(Integer.valueOf(latency)),
        Integer.parseInt(value(words, "--repeat", String.valueOf(quick ? 1 : ROUNDS))),
        Path.of(value(words, "--out", "target/bench/report")));
  }

  private static String value(List<String> words, String name, String otherwise) {
    int at = words.indexOf(name);
    if (at == words.size() - 1 && at >= 0) {
      throw new IllegalArgumentException(USAGE);
    }
    return at < 0 ? otherwise : words.get(at + 1);
  }
}
