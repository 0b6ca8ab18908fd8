package org.saddlebag.delivery;

import java.util.Optional;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;

/**
 * What another node has left in the store that is not heard of any more, be it dead or asleep. What
 * nobody may see does not count as absent.
 */
final class Takeover {

  /**
   * What a look has shown.
   *
   * @param receipt of the object, if it is there
   * @param contradicted whether there is one of another length, or encrypted otherwise than asked,
   *     on which nobody must rely
   */
  record Found(Optional<Receipt> receipt, boolean contradicted) {}

  private final ObjectStore store;
  private final KeyLook look;
  private final ReceiptWriter receipts;

  Takeover(ObjectStore store, ReceiptWriter receipts) {
    this.store = store;
    this.look = new KeyLook(store);
    this.receipts = receipts;
  }

  /**
   * Of what is in no object now nothing can become one any more. The key is that of one source, so
   * that nobody else sends anything there.
   *
   * @throws StoreUnavailable {@code EARLIER_UNSEEN} if the uploads may not be listed or aborted
   */
  void abortUploads(DeliveryOrder order, String id) {
    ObjectStore as = store.as(order.access());
    try {
      for (ObjectAddress each : KeyChoice.whereComingAgain(order, id)) {
        as.uploads(each).forEach(upload -> as.abort(each, upload));
      }
    } catch (Refused e) {
      throw unseen("its uploads: " + e.what(), e);
    }
  }

  /**
   * Looks for the object.
   *
   * @param lengthBytes how long it is, -1 when unknown
   * @throws StoreUnavailable {@code EARLIER_UNSEEN} if the store does not tell
   */
  Found find(DeliveryOrder order, String id, long lengthBytes) {
    boolean contradicted = false;
    for (ObjectAddress each : KeyChoice.whereComingAgain(order, id)) {
      KeyLook.Seen seen = look.at(order, each);
      if (seen.head().filter(head -> DeliveryMetadata.isOf(head.metadata(), id)).isPresent()) {
        ObjectHead head = seen.head().get();
        Receipt draft = receipts.draft(id, order, each);
        boolean whole = lengthBytes < 0 || lengthBytes == head.lengthBytes();
        if (whole && !SseWords.contradicts(draft.sse(), head.sse(), head.sseKeyId())) {
          return new Found(Optional.of(receipts.recovered(draft, order, head)), false);
        }
        contradicted = true;
      } else if (seen.state() != KeyLook.State.FREE && seen.state() != KeyLook.State.TAKEN) {
        throw unseen(each + " may not be looked at", null);
      }
    }
    return new Found(Optional.empty(), contradicted);
  }

  static StoreUnavailable unseen(String why, Refused cause) {
    return new StoreUnavailable(
        DeliveryError.EARLIER_UNSEEN,
        "nobody can tell whether what another node has sent arrived: " + why,
        true,
        cause);
  }
}
