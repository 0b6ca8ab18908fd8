package org.saddlebag.camel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the flows have done.
 *
 * @param flows the counts by flow
 */
public record FlowSummary(Map<String, Counts> flows) {

  /**
   * What one flow has done.
   *
   * @param delivered deliveries that ended with their proof
   * @param failed deliveries that were given up
   * @param outOfReach whether its directory, prefix or queue could not be looked at in the end, or
   *     its deliveries had to go back
   */
  public record Counts(long delivered, long failed, boolean outOfReach) {}

  /** Copies and sorts the map. */
  public FlowSummary {
    flows = new TreeMap<>(flows);
  }

  /**
   * The deliveries of all flows that ended with their proof.
   *
   * @return from 0
   */
  public long delivered() {
    return flows.values().stream().mapToLong(Counts::delivered).sum();
  }

  /**
   * The deliveries of all flows that were given up.
   *
   * @return from 0
   */
  public long failed() {
    return flows.values().stream().mapToLong(Counts::failed).sum();
  }

  /**
   * Whether everything that was there was delivered.
   *
   * @return false when anything failed or was out of reach
   */
  public boolean allWell() {
    return flows.values().stream().noneMatch(counts -> counts.failed() > 0 || counts.outOfReach());
  }

  /**
   * The flows that could not do their work in the end.
   *
   * @return their names
   */
  public List<String> outOfReach() {
    return flows.entrySet().stream()
        .filter(flow -> flow.getValue().outOfReach())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** One line for people. */
  @Override
  public String toString() {
    return flows.isEmpty()
        ? "no flow did anything"
        : flows.entrySet().stream()
            .map(flow -> flow.getKey() + ": " + line(flow.getValue()))
            .collect(Collectors.joining("; "));
  }

  private static String line(Counts counts) {
    return "%d delivered, %d failed%s"
        .formatted(
            counts.delivered(), counts.failed(), counts.outOfReach() ? ", out of reach" : "");
  }
}
