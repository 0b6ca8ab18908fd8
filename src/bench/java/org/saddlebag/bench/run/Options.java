package org.saddlebag.bench.run;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the command line says. */
@SuppressWarnings("UnusedVariable") // picocli looks at help itself
final class Options {

  private static final String BOTH = "both";
  private static final int ROUNDS = 5;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--quick", description = "Smaller files and one round, for a first look.")
  private boolean quick;

  private List<Integer> latencies = List.of();

  @Option(
      names = "--work",
      paramLabel = "NAME",
      split = ",",
      converter = KnownNames.OfWorks.class,
      completionCandidates = KnownNames.OfWorks.class,
      description = {
        "Only these works (default: all; with --quick the seal, open and small ones):",
        "${COMPLETION-CANDIDATES}."
      })
  private List<String> works = List.of();

  @Option(
      names = "--client",
      paramLabel = "NAME",
      split = ",",
      converter = KnownNames.OfClients.class,
      completionCandidates = KnownNames.OfClients.class,
      description = {
        "Only these clients (default: all that can do the work):",
        "${COMPLETION-CANDIDATES}."
      })
  private List<String> clients = List.of();

  private Integer rounds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/bench/report",
      description = "Where bench.json and bench.svg go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--latency",
      paramLabel = "0|20|" + BOTH,
      description =
          "Of the loopback S3, in milliseconds; \"both\" repeats the works of small files with 20"
              + " (default: both; with --quick 0).")
  void setLatency(String given) {
    if (given.equals(BOTH)) {
      latencies = List.of(0, 20);
    } else if (given.matches("\\d{1,5}")) {
      latencies = List.of(Integer.valueOf(given));
    } else {
      throw wrong("--latency is '%s', must be milliseconds or 'both'".formatted(given));
    }
  }

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Rounds (default: " + ROUNDS + "; with --quick 1).")
  void setRounds(int given) {
    if (given < 1) {
      throw wrong("--repeat is %d, must be 1 or more".formatted(given));
    }
    rounds = given;
  }

  Sizes sizes() {
    return quick ? Sizes.QUICK : Sizes.FULL;
  }

  /** The works to do, in their order. */
  List<Work> works() {
    return new Works(sizes()).chosen(works);
  }

  boolean takes(String client) {
    return clients.isEmpty() || clients.contains(client);
  }

  /** For works of many requests; the first also for all others. */
  List<Integer> latencies() {
    if (latencies.isEmpty()) {
      setLatency(quick ? "0" : BOTH);
    }
    return latencies;
  }

  /** How often each client does each work. */
  int rounds() {
    if (rounds == null) {
      return quick ? 1 : ROUNDS;
    }
    return rounds;
  }

  /** Where the report goes. */
  Path out() {
    return out;
  }

  private ParameterException wrong(String what) {
    return new ParameterException(command.commandLine(), what);
  }
}
