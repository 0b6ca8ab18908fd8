package org.saddlebag.bench.run;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line of the end-to-end bench. */
@Command(
    name = "src/bench/run",
    header =
        "Saddlebag, the AWS SDK's clients, the S3 Encryption Client and rclone do the same works"
            + " against the same loopback S3, in turns, each run in a process of its own.",
    footer = {
      "",
      "Environment: BENCH_BUILT=1 takes what was built before. All of it needs 20 GiB of memory,",
      "half of that on /dev/shm."
    },
    usageHelpWidth = 100)
public final class Main implements Callable<Integer> {

  private static final int NO_TOOLS = 3;

  @Mixin private Options options;

  private Main() {}

  /**
   * Runs the bench.
   *
   * @param args {@code --help} tells which
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (!Tools.present()) {
      return NO_TOOLS;
    }
    try (Place place = Place.make()) {
      return new Bench(options, place).run() ? 0 : 1;
    }
  }
}
