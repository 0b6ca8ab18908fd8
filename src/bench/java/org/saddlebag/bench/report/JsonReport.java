package org.saddlebag.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report for programs.
 *
 * @param machine where and when
 * @param measurements every repetition
 * @param medians by work and client
 * @param goals with their outcome
 */
record JsonReport(
    Machine machine, List<Measurement> measurements, List<Medians> medians, List<Outcome> goals) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One work of one client.
   *
   * @param values by the names of {@link Value}, each in its unit
   */
  record Medians(String work, String client, int repetitions, Map<Value, Spread> values) {

    static Medians of(Series series) {
      Map<Value, Spread> values = new LinkedHashMap<>();
      Arrays.stream(Value.values()).forEach(value -> values.put(value, series.spread(value)));
      return new Medians(series.work(), series.client(), series.repetitions().size(), values);
    }
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
