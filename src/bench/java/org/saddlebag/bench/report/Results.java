package org.saddlebag.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measurements grouped by work and client, works in the order of {@link Names}. */
final class Results {

  private final Map<String, Map<String, Series>> byWork = new LinkedHashMap<>();
  private final Map<String, Set<String>> failed = new HashMap<>();

  Results(List<Measurement> measurements) {
    List<String> works = measurements.stream().map(Measurement::work).distinct().toList();
    works.stream()
        .sorted(Comparator.comparingInt(Names::workOrder))
        .forEach(work -> byWork.put(work, new LinkedHashMap<>()));
    for (Measurement measurement : measurements) {
      if (Double.isFinite(measurement.wallSeconds())) {
        byWork
            .get(measurement.work())
            .computeIfAbsent(
                measurement.client(),
                client -> new Series(measurement.work(), client, new ArrayList<>()))
            .repetitions()
            .add(measurement);
      } else {
        failed
            .computeIfAbsent(measurement.work(), work -> new LinkedHashSet<>())
            .add(measurement.client());
      }
    }
    byWork.values().removeIf(Map::isEmpty);
  }

  /** Works that somebody could do. */
  List<String> works() {
    return List.copyOf(byWork.keySet());
  }

  /** Everybody's results of a work, the best first. */
  List<Series> of(String work) {
    Value value = headline(work);
    Comparator<Series> ascending = Comparator.comparingDouble(series -> series.median(value));
    return byWork.get(work).values().stream()
        .sorted(value.isRate() ? ascending.reversed() : ascending)
        .toList();
  }

  List<Series> all() {
    return works().stream().flatMap(work -> of(work).stream()).toList();
  }

  /** Who tried a work and could not do it. */
  List<String> failed(String work) {
    return List.copyOf(failed.getOrDefault(work, Set.of()));
  }

  Optional<Series> find(String work, String client) {
    return Optional.ofNullable(byWork.getOrDefault(work, Map.of()).get(client));
  }

  /** What a work is about: seconds, or files per second where there are many. */
  Value headline(String work) {
    boolean many = byWork.get(work).values().iterator().next().hasManyItems();
    return many ? Value.FILES_PER_SECOND : Value.WALL;
  }
}
