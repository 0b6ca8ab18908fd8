package org.saddlebag.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.saddlebag.testing.ProgramRun;

/** Runs commands in this process. */
final class CliRun {

  private CliRun() {}

  static ProgramRun of(FlowRunner flows, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Cli cli = new Cli(flows, new PrintWriter(out, true), new PrintWriter(err, true));
    int exitCode = cli.run(arguments);
    return new ProgramRun(exitCode, out.toString(), err.toString());
  }

  static ProgramRun of(String... arguments) {
    return of(new FakeFlows(), arguments);
  }
}
