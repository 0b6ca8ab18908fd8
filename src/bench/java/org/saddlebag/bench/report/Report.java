package org.saddlebag.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run of the bench found, held against the goals. */
public final class Report {

  private final List<Measurement> measurements;
  private final Results results;
  private final List<Outcome> outcomes;
  private final Machine machine;

  private Report(List<Measurement> measurements, List<Goal> goals) {
    this.measurements = List.copyOf(measurements);
    this.results = new Results(this.measurements);
    this.outcomes = goals.stream().map(goal -> goal.check(results)).toList();
    this.machine = Machine.here();
  }

  /**
   * The report of some measurements.
   *
   * @param measurements all repetitions, in any order; those without a finite wall time are kept in
   *     the JSON and count nowhere
   * @return the report against the project's goals
   */
  public static Report of(List<Measurement> measurements) {
    return of(measurements, Goals.all());
  }

  /**
   * The report against chosen goals.
   *
   * @param measurements see {@link #of(List)}
   * @param goals in the order in which they are shown
   * @return the report
   */
  public static Report of(List<Measurement> measurements, List<Goal> goals) {
    return new Report(measurements, goals);
  }

  /**
   * Prints an aligned table per work, and the goals.
   *
   * @param out not closed
   */
  public void print(PrintStream out) {
    new TextReport(results, outcomes, machine).print(out);
  }

  /**
   * Writes {@code bench.json} and {@code bench.svg}, over older ones.
   *
   * @param directory made where it is missing
   * @throws IOException if writing fails
   */
  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<JsonReport.Medians> medians = results.all().stream().map(JsonReport.Medians::of).toList();
    new JsonReport(machine, measurements, medians, outcomes).write(directory.resolve("bench.json"));
    Files.writeString(directory.resolve("bench.svg"), new Chart(results, machine).svg());
  }

  /** What became of the goals, in their order. */
  List<Outcome> outcomes() {
    return outcomes;
  }
}
