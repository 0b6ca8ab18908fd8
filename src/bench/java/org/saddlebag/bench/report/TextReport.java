package org.saddlebag.bench.report;

import java.io.PrintStream;
import java.util.List;

/** The report for a terminal. */
final class TextReport {

  private final Results results;
  private final List<Outcome> outcomes;
  private final Machine machine;

  TextReport(Results results, List<Outcome> outcomes, Machine machine) {
    this.results = results;
    this.outcomes = outcomes;
    this.machine = machine;
  }

  void print(PrintStream out) {
    out.println(machine.describe());
    out.println("Medians, (smallest-largest) of the repetitions. MB = 10^6 bytes.");
    for (String work : results.works()) {
      out.println();
      out.println(Names.work(work) + " [" + work + "]");
      work(work).print(out);
    }
    out.println();
    out.println("Goals");
    goals().print(out);
  }

  private TextTable work(String work) {
    Value headline = results.headline(work);
    Value rate = headline.isRate() ? headline : Value.MEGABYTES_PER_SECOND;
    String ratio = "our %s / its".formatted(headline.label());
    TextTable table =
        new TextTable(1, "client", "n", "wall s", "", "CPU s", "RSS MB", rate.label(), ratio);
    for (Series series : results.of(work)) {
      Spread wall = series.spread(Value.WALL);
      table.row(
          Names.client(series.client()),
          Integer.toString(series.repetitions().size()),
          Numbers.show(wall.median()),
          "(" + Numbers.range(wall) + ")",
          Numbers.show(series.median(Value.CPU)),
          Numbers.show(series.median(Value.PEAK_RSS)),
          Numbers.show(series.median(rate)),
          ratio(series, headline));
    }
    for (String client : results.failed(work)) {
      table.row(Names.client(client), "", "failed", "", "", "", "", "");
    }
    return table;
  }

  /** Saddlebag's value by this client's. */
  private String ratio(Series series, Value headline) {
    return results
        .find(series.work(), Names.SADDLEBAG)
        .filter(ours -> !ours.client().equals(series.client()))
        .map(ours -> Numbers.show(ours.median(headline) / series.median(headline)))
        .orElse("");
  }

  private TextTable goals() {
    TextTable table = new TextTable(3, "goal", "must be", "is", "ours", "peer", "");
    for (Outcome outcome : outcomes) {
      Value value = outcome.goal().value();
      table.row(
          outcome.goal().name(),
          outcome.goal().target(),
          outcome.status().label(),
          outcome.ours() == null ? "-" : value.show(outcome.ours()),
          outcome.peer() == null ? "-" : value.show(outcome.peer()),
          figure(outcome));
    }
    return table;
  }

  private static String figure(Outcome outcome) {
    if (outcome.ratio() == null || outcome.peerCell() == null) {
      return "";
    }
    return Numbers.show(outcome.ratio()) + " x " + outcome.peerCell().client();
  }
}
