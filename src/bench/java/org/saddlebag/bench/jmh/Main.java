package org.saddlebag.bench.jmh;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of this package with JMH's own options, then prints what they mean. */
public final class Main {

  private Main() {}

  /**
   * Runs.
   *
   * @param args JMH's; {@code -h} lists them
   * @throws Exception whatever JMH throws
   */
  public static void main(String[] args) throws Exception {
    CommandLineOptions given = new CommandLineOptions(args);
    if (given.shouldHelp()) {
      given.showHelp();
      return;
    }
    if (given.shouldList()) {
      new Runner(given).list();
      return;
    }
    run(given);
  }

  private static void run(CommandLineOptions given)
      throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(given).shouldFailOnError(true).addProfiler(CpuPerOperation.class);
    if (given.getIncludes().isEmpty()) {
      options.include(Main.class.getPackageName());
    }
    double before = load();
    Collection<RunResult> results = new Runner(options.build()).run();
    System.out.printf("%nLoad average %.2f before, %.2f after.%n", before, load());
    new Summary(results).print(System.out);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
