package org.saddlebag.camel.sqs;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.camel.queue.GatheredLines;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;
import org.saddlebag.sqs.ReceivedMessage;

/**
 * What one thread has received for one object. Behind a message that can never be delivered nothing
 * of its group is taken, where the queue keeps the order. Used by one thread at a time.
 */
final class GatheredMessages {

  private static final String GROUP = "MessageGroupId";

  private final GatheredLines lines;
  private final BatchSettings settings;
  private final boolean ordered;
  private final BatchLease lease;
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<String> inLines = new ArrayList<>();
  private final List<String> known = new ArrayList<>();
  private final List<UnfitMessage> unfit = new ArrayList<>();
  private final List<String> behindUnfit = new ArrayList<>();
  private final Set<String> unfitGroups = new HashSet<>();

  /**
   * None yet.
   *
   * @param ordered whether the queue keeps the order of each group
   * @param lease of all messages
   */
  GatheredMessages(GatheredLines lines, BatchSettings settings, boolean ordered, BatchLease lease) {
    this.lines = lines;
    this.settings = settings;
    this.ordered = ordered;
    this.lease = lease;
  }

  /**
   * Adds messages that have just come, in their order.
   *
   * @param asked when they were asked for, as {@code System.nanoTime()}
   */
  void add(List<ReceivedMessage> found, long asked) {
    lease.add(found, asked);
    for (ReceivedMessage each : found) {
      if (ids.add(each.id())) {
        add(each);
      }
    }
  }

  private void add(ReceivedMessage message) {
    Optional<String> group = message.header(GROUP);
    if (ordered && group.isPresent() && unfitGroups.contains(group.get())) {
      behindUnfit.add(message.id());
    } else if (lines.knows(message.id())) {
      known.add(message.id());
    } else {
      try {
        lines.add(source(message), group.orElse(null));
        inLines.add(message.id());
      } catch (Refused e) {
        unfit.add(new UnfitMessage(message, e));
        group.ifPresent(unfitGroups::add);
      }
    }
  }

  private SourceMessage source(ReceivedMessage message) {
    byte[] content = message.body().getBytes(StandardCharsets.UTF_8);
    return new SourceMessage(
        message.id(),
        message.sent(),
        message.redelivered(),
        content.length,
        null,
        headers(message, settings.headers()),
        Map.of(),
        () -> new ByteArrayInputStream(content));
  }

  /** What a message has of some headers. */
  static Map<String, String> headers(ReceivedMessage message, Collection<String> names) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : names) {
      message.header(name).ifPresent(value -> headers.put(name, value));
    }
    return headers;
  }

  /** Whether no more should be received. What can't be delivered is not held for long. */
  boolean isFull() {
    return lines.isFull() || !unfit.isEmpty() || ids.size() >= settings.messages();
  }

  /** How many more may come. */
  int room() {
    return settings.messages() - ids.size();
  }

  GatheredLines lines() {
    return lines;
  }

  /** Those that may be in others' hands by now, as where this process slept. */
  Set<String> lapsed() {
    Set<String> lapsed = new HashSet<>(ids);
    lapsed.removeAll(lease.held());
    return lapsed;
  }

  /** Messages come again, and have nothing to do with this object. */
  void drop(Set<String> gone) {
    lines.drop(gone);
    inLines.removeAll(gone);
    known.removeAll(gone);
    unfit.removeIf(each -> gone.contains(each.message().id()));
  }

  /** What other nodes have delivered meanwhile has but to be deleted. */
  void dropDelivered() {
    List<String> delivered = lines.dropDelivered();
    inLines.removeAll(Set.copyOf(delivered));
    known.addAll(delivered);
  }

  BatchLease lease() {
    return lease;
  }

  List<String> ids() {
    return List.copyOf(ids);
  }

  List<String> inLines() {
    return inLines;
  }

  /** Those that are in an object already. */
  List<String> known() {
    return known;
  }

  List<UnfitMessage> unfit() {
    return unfit;
  }

  List<String> behindUnfit() {
    return behindUnfit;
  }
}
