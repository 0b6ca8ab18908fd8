package org.saddlebag.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.saddlebag.s3.StoreAccess;

/** What the journal's lines add up to. Every look-up is by key. Guarded by the journal. */
final class JournalState {

  private record Source(String flow, String name) {}

  private final Map<String, OpenDelivery> deliveries = new LinkedHashMap<>();
  private final Map<Source, Set<String>> bySource = new LinkedHashMap<>();
  private final Map<String, Publication> publications = new LinkedHashMap<>();
  private final Map<String, OrphanUpload> orphans = new LinkedHashMap<>();
  private final Map<String, Instant> distrusted = new Distrusted();

  /** A store that proves nothing at all must not fill the memory. */
  private static final class Distrusted extends LinkedHashMap<String, Instant> {
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
      return size() > REMEMBERED;
    }
  }

  void apply(JournalLine line) {
    if (line instanceof JournalLine.Begun begun) {
      begin(begun.open());
    } else if (line instanceof JournalLine.Upload upload) {
      deliveries.computeIfPresent(upload.delivery(), (id, known) -> known.with(upload.uploadId()));
    } else if (line instanceof JournalLine.Aborted aborted) {
      deliveries.computeIfPresent(
          aborted.delivery(), (id, known) -> known.without(aborted.uploadId()));
      orphans.remove(aborted.uploadId());
    } else if (line instanceof JournalLine.Orphaned orphaned) {
      orphans.put(orphaned.upload().uploadId(), orphaned.upload());
    } else if (line instanceof JournalLine.Delivered delivered) {
      put(new OpenDelivery(delivered.receipt(), true, List.of(), StoreAccess.FULL));
    } else if (line instanceof JournalLine.Ended ended) {
      end(ended.delivery());
    } else if (line instanceof JournalLine.Distrusted found) {
      distrusted.put(found.delivery(), found.at());
    } else if (line instanceof JournalLine.Publishing publishing) {
      publications.put(publishing.publication().object(), publishing.publication());
    } else if (line instanceof JournalLine.Settled settled) {
      publications.remove(settled.object());
    }
  }

  Optional<OpenDelivery> delivery(String id) {
    return Optional.ofNullable(deliveries.get(id));
  }

  boolean distrusts(String deliveryId) {
    return distrusted.containsKey(deliveryId);
  }

  List<OpenDelivery> of(String flow, String sourceName) {
    return bySource.getOrDefault(new Source(flow, sourceName), Set.of()).stream()
        .map(deliveries::get)
        .toList();
  }

  Collection<OpenDelivery> deliveries() {
    return List.copyOf(deliveries.values());
  }

  /** Uploads of attempts that others have followed. */
  Collection<OrphanUpload> orphans() {
    return List.copyOf(orphans.values());
  }

  boolean isEmpty() {
    return deliveries.isEmpty() && publications.isEmpty() && orphans.isEmpty();
  }

  Optional<Publication> publication(String object) {
    return Optional.ofNullable(publications.get(object));
  }

  /** What nobody came back for: its flow is no longer configured. */
  void forgetBefore(Instant oldest) {
    deliveries().stream()
        .filter(open -> open.receipt().started().isBefore(oldest))
        .forEach(open -> end(open.id()));
    publications.values().removeIf(publication -> publication.at().isBefore(oldest));
    orphans.values().removeIf(orphan -> orphan.since().isBefore(oldest));
    distrusted.values().removeIf(at -> at.isBefore(oldest));
  }

  /** The shortest journal that adds up to the same. */
  List<JournalLine> lines() {
    List<JournalLine> lines = new ArrayList<>();
    for (OpenDelivery open : deliveries.values()) {
      lines.add(
          open.delivered()
              ? new JournalLine.Delivered(open.receipt())
              : new JournalLine.Begun(open.receipt(), open.access()));
      open.uploads().forEach(id -> lines.add(new JournalLine.Upload(open.id(), id)));
    }
    orphans.values().forEach(each -> lines.add(new JournalLine.Orphaned(each)));
    publications.values().forEach(each -> lines.add(new JournalLine.Publishing(each)));
    distrusted.forEach((id, at) -> lines.add(new JournalLine.Distrusted(id, at)));
    return lines;
  }

  /**
   * A line that is read again after compaction must not take a proof back. A source that comes
   * again under the same id may go to another key, and be delivered there; the uploads that an
   * earlier attempt left are remembered for themselves.
   */
  private void begin(OpenDelivery open) {
    OpenDelivery known = deliveries.get(open.id());
    if (known == null) {
      put(open);
    } else if (!known.delivered()) {
      known.uploads().forEach(id -> orphans.put(id, OrphanUpload.of(known, id)));
      put(open);
    }
  }

  private void put(OpenDelivery open) {
    deliveries.put(open.id(), open);
    bySource.computeIfAbsent(source(open), each -> new LinkedHashSet<>()).add(open.id());
  }

  private void end(String id) {
    OpenDelivery open = deliveries.remove(id);
    if (open != null) {
      bySource.computeIfPresent(
          source(open), (source, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
    }
  }

  private static Source source(OpenDelivery open) {
    return new Source(open.receipt().flow(), open.receipt().source().name());
  }
}
