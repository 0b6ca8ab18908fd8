package org.saddlebag.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deliveries that have ended, and that the journal's file must know until their receipts and the
 * going of their sources are on the disk. By flow, so that one whose directory can't be synced
 * holds up no other. Guarded by the journal.
 */
final class EndedDeliveries {

  /** So many of a flow are forgotten together. */
  private static final int TOGETHER = 64;

  /** A delivery; without a receipt it does no harm where the file never hears of its end. */
  private record Ended(String delivery, Receipt receiptOrNull) {}

  /**
   * What one flow has at a time.
   *
   * @param flow its name
   * @param deliveries their ids
   */
  record Due(String flow, Set<String> deliveries) {}

  private final Map<String, List<Ended>> byFlow = new HashMap<>();

  /** Whether there are so many now that the flow's should be forgotten. */
  boolean add(String flow, String delivery, OpenDelivery deliveredOrNull) {
    List<Ended> all = byFlow.computeIfAbsent(flow, each -> new ArrayList<>());
    all.add(new Ended(delivery, deliveredOrNull == null ? null : deliveredOrNull.receipt()));
    return all.size() % TOGETHER == 0;
  }

  Set<String> flows() {
    return Set.copyOf(byFlow.keySet());
  }

  Due of(String flow) {
    return new Due(
        flow,
        byFlow.getOrDefault(flow, List.of()).stream()
            .map(Ended::delivery)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Takes out those that are still here, and returns their ids. */
  List<String> remove(Due due) {
    List<String> taken = new ArrayList<>();
    byFlow.computeIfPresent(
        due.flow(),
        (flow, all) -> {
          all.removeIf(
              each -> due.deliveries().contains(each.delivery()) && taken.add(each.delivery()));
          return all.isEmpty() ? null : all;
        });
    return taken;
  }

  /** What a file written anew must know; of the others it never hears. */
  Stream<Receipt> keepDelivered() {
    byFlow.values().forEach(all -> all.removeIf(each -> each.receiptOrNull() == null));
    byFlow.values().removeIf(List::isEmpty);
    return byFlow.values().stream().flatMap(List::stream).map(Ended::receiptOrNull);
  }
}
