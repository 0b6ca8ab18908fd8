package org.saddlebag.camel;

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
   */
  public record Counts(long delivered, long failed) {}

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

  /** One line for people. */
  @Override
  public String toString() {
    return flows.isEmpty()
        ? "no flow did anything"
        : flows.entrySet().stream()
            .map(
                flow ->
                    "%s: %d delivered, %d failed"
                        .formatted(
                            flow.getKey(), flow.getValue().delivered(), flow.getValue().failed()))
            .collect(Collectors.joining("; "));
  }
}
