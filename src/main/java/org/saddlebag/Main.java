package org.saddlebag;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.saddlebag.cli.Cli;

/** Joins the command line to the flows and starts it. */
public final class Main {

  private Main() {}

  /**
   * Entry point of {@code bin/saddlebag}.
   *
   * @param arguments the command line, see {@code saddlebag --help}
   */
  public static void main(String[] arguments) {
    LoggingSetup.prepare(arguments);
    Preload.begin(LoggingSetup.command(arguments));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = new Cli(new Flows(), out, err).stoppedBySignals().run(arguments);
    System.exit(exitCode);
  }
}
