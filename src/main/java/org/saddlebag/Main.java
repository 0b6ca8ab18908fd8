package org.saddlebag;

import java.io.PrintWriter;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import org.saddlebag.cli.Cli;

/** Joins the command line to the flows and starts it. */
public final class Main {

  /** As {@code cli} has it, which logs from its first class on. */
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /**
   * Entry point of {@code bin/saddlebag}.
   *
   * @param arguments the command line, see {@code saddlebag --help}
   */
  public static void main(String[] arguments) {
    LoggingSetup.prepare(arguments)
        .ifPresent(
            wrong -> {
              System.err.println("saddlebag: " + wrong);
              System.exit(WRONG_USAGE);
            });
    Preload preload = Preload.begin(LoggingSetup.command(arguments));
    int exitCode;
    try {
      exitCode = command(arguments);
    } finally {
      Reference.reachabilityFence(preload);
    }
    System.exit(exitCode);
  }

  private static int command(String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return new Cli(new Flows(), out, err).stoppedBySignals().run(arguments);
  }
}
