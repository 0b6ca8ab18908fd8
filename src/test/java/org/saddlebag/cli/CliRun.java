package org.saddlebag.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One command run in this process. */
record CliRun(int exitCode, String out, String err) {

  static CliRun of(FlowRunner flows, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Cli cli = new Cli(flows, new PrintWriter(out, true), new PrintWriter(err, true));
    int exitCode = cli.run(arguments);
    return new CliRun(exitCode, out.toString(), err.toString());
  }

  static CliRun of(String... arguments) {
    return of(new FakeFlows(), arguments);
  }

  List<JsonNode> json() {
    return out.lines().map(CliRun::parse).toList();
  }

  private static JsonNode parse(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }
}
