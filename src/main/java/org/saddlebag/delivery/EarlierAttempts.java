package org.saddlebag.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreError;

/**
 * What became of attempts whose end this node has not seen: it died, or the answer was lost. The
 * delivery id in the object's metadata tells. Who may not look at objects can't be told; then the
 * source is sent again, under another key, rather than lost.
 */
final class EarlierAttempts {

  private final ObjectStore store;
  private final Journal journal;
  private final ReceiptWriter receipts;
  private final UploadRecovery uploads;

  /** Drafts of earlier attempts whose objects were not there, by flow and source. */
  private final Map<List<String>, Receipt> unseen = Collections.synchronizedMap(new Lately());

  EarlierAttempts(ObjectStore store, Journal journal, ReceiptWriter receipts) {
    this.store = store;
    this.journal = journal;
    this.receipts = receipts;
    this.uploads = new UploadRecovery(store, journal);
  }

  /** An object that was not proven must not be found and taken for a delivery by its id. */
  String idOf(DeliveryOrder order) {
    if (order.again() == null) {
      return UUID.randomUUID().toString();
    }
    String id = order.again().deliveryId();
    while (journal.distrusts(id) || (order.again().likely() && isDistrusted(order, id))) {
      id = next(id);
    }
    return id;
  }

  /** Asks other nodes, too, where there are any: not worth it but where an object may be there. */
  private boolean isDistrusted(DeliveryOrder order, String id) {
    return journal.distrusts(id)
        || (order.again() != null && order.again().ownership().isDistrusted(id));
  }

  /** The id of the attempt behind one on whose object nobody must rely. */
  static String next(String id) {
    return DeliveryIds.of("again", id);
  }

  /** Nobody must rely on what the store may hold of an id, on no node. */
  void distrust(DeliveryOrder order, String id) {
    try {
      journal.distrust(id);
    } finally {
      if (order.again() != null) {
        order.again().ownership().distrusts(id);
      }
    }
  }

  /**
   * Makes sure that the store tells whether it has the object of an attempt at the very source.
   *
   * @throws StoreUnavailable {@code EARLIER_UNSEEN}, to be tried again, if it does not
   */
  void requireAnswer(OpenDelivery open, DeliveryOrder order) {
    if (open.delivered() || !open.receipt().source().equals(order.source())) {
      return;
    }
    try {
      ObjectHead unused = head(open.receipt(), order);
    } catch (Refused e) {
      if (e.code() != StoreError.NO_SUCH_OBJECT) {
        throw new StoreUnavailable(
            DeliveryError.EARLIER_UNSEEN,
            "nobody can tell whether an earlier attempt arrived: " + e.what(),
            true,
            e);
      }
    }
  }

  private ObjectHead head(Receipt draft, DeliveryOrder order) {
    ObjectAddress target = new ObjectAddress(draft.object().bucket(), draft.object().key());
    return store.as(order.access()).head(target, SseWords.customerKey(order.sse()));
  }

  /**
   * Brings one attempt to its end. Where the source can end elsewhere, what lies in the store tells
   * where the earlier delivery ended, and the journal does not.
   *
   * @return its receipt, if it has delivered the very source
   */
  Optional<Receipt> settle(OpenDelivery open, DeliveryOrder order) {
    boolean sameSource = open.receipt().source().equals(order.source());
    if (open.delivered() && sameSource && order.extent() == null) {
      return Optional.of(open.receipt());
    }
    Optional<Receipt> found = sameSource ? find(open.receipt(), order) : Optional.empty();
    if (found.isEmpty()) {
      if (sameSource) {
        unseen.put(key(order), open.receipt());
      }
      end(open);
    }
    return found;
  }

  /**
   * The last request of a process that died may reach the store behind the look for it. To be asked
   * when the key of a new attempt is taken.
   *
   * @return the receipt of the earlier attempt, if it is what took the key
   */
  Optional<Receipt> late(DeliveryOrder order) {
    Receipt draft = unseen.get(key(order));
    if (draft == null || !draft.source().equals(order.source())) {
      return Optional.empty();
    }
    Optional<Receipt> found = find(draft, order);
    unseen.remove(key(order), draft);
    return found;
  }

  private static List<String> key(DeliveryOrder order) {
    return List.of(order.flow(), order.source().name());
  }

  /**
   * As {@link ReceiptWriter#ownAgain}, unless nobody must rely on that object.
   *
   * @throws StoreUnavailable {@code NOT_PROVEN}, to be tried again, under another id, then
   */
  Receipt ownAgain(Receipt draft, DeliveryOrder order, ObjectHead head) {
    if (isDistrusted(order, draft.delivery())) {
      journal.distrust(draft.delivery());
      throw new StoreUnavailable(
          DeliveryError.NOT_PROVEN, head.address() + " was not proven to another node", true, null);
    }
    return receipts.ownAgain(draft, order, head);
  }

  /** The receipt of a draft whose object is in the store, whole, as it was asked for. */
  Optional<Receipt> find(Receipt draft, DeliveryOrder order) {
    return order.access().writeOnly() || isDistrusted(order, draft.delivery())
        ? Optional.empty()
        : look(draft, order);
  }

  private Optional<Receipt> look(Receipt draft, DeliveryOrder order) {
    Receipt.Target target = draft.object();
    try {
      ObjectHead head = head(draft, order);
      boolean whole =
          order.extent() != null
              || target.lengthBytes() < 0
              || target.lengthBytes() == head.lengthBytes();
      boolean ours =
          Objects.equals(head.metadata().get(DeliveryMetadata.DELIVERY), draft.delivery());
      return ours && whole && !SseWords.contradicts(draft.sse(), head.sse(), head.sseKeyId())
          ? Optional.of(receipts.recovered(draft, order, head))
          : Optional.empty();
    } catch (Refused e) {
      if (e.code() == StoreError.NO_SUCH_OBJECT
          || e.code() == StoreError.ACCESS_DENIED
          || e.code() == StoreError.REQUEST_REFUSED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * A refusal, or a source that failed, left no object. A contradicted proof may have left one, on
   * which nobody must rely. All else may have left a good one: the next attempt will look.
   */
  void endWhereCertain(DeliveryOrder order, String id, SaddlebagException e) {
    boolean unproven = e.code() == StoreError.PROOF_FAILED || e.code() == DeliveryError.NOT_PROVEN;
    boolean nothingStored =
        !(e instanceof StoreUnavailable) || e.code() == StoreError.CONTENT_DAMAGED;
    try {
      if (unproven) {
        distrust(order, id);
      }
    } finally {
      if (unproven || nothingStored) {
        journal.open(id).ifPresent(this::end);
      }
    }
  }

  /** Nothing of it is in the store any more; while an upload may be, it stays in the journal. */
  void end(OpenDelivery open) {
    if (uploads.abortNamed(open) == open.uploads().size()) {
      journal.released(open.id());
    }
  }

  /** A source that never comes again is forgotten in the end. */
  private static final class Lately extends LinkedHashMap<List<String>, Receipt> {
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 1_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<List<String>, Receipt> eldest) {
      return size() > REMEMBERED;
    }
  }
}
