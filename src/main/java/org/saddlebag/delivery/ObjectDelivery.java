package org.saddlebag.delivery;

import java.time.Clock;
import java.util.Optional;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.s3.ObjectStore;

/** Brings sealed content into the store. Safe for use by several threads. */
public final class ObjectDelivery {

  /**
   * A delivery service.
   *
   * @param store the store
   * @param journal opened and recovered
   * @param receipts where the results go
   * @param failpoints where to die in a kill test
   * @param clock the time on receipts
   */
  public ObjectDelivery(
      ObjectStore store, Journal journal, Receipts receipts, Failpoints failpoints, Clock clock) {}

  /**
   * Looks whether an earlier attempt has delivered this very source already, before a crash or
   * behind a lost answer. Asks the store only where the journal knows an attempt without an end. To
   * be called before a data key is made.
   *
   * @param order what is to be delivered
   * @return the receipt, durable, when it needs no delivery any more
   */
  public Optional<Receipt> alreadyDelivered(DeliveryOrder order) {
    return Unbuilt.yet();
  }

  /**
   * Puts the content and returns when the store has proven that it holds it and the receipt is on
   * the disk.
   *
   * @param order what is to be delivered
   * @param content read once and closed in every case
   * @return the receipt
   * @throws org.saddlebag.errors.Refused if the key is taken and must not be, or the store says no
   * @throws org.saddlebag.errors.StoreUnavailable if the store failed, the key was taken meanwhile
   *     ({@code KEY_TAKEN}, to be tried again with a new data key) or the proof does not hold
   *     ({@code NOT_PROVEN})
   * @throws org.saddlebag.errors.FileUnavailable if the source changed or the state can't be
   *     written
   */
  public Receipt deliver(DeliveryOrder order, SealedContent content) {
    return Unbuilt.yet();
  }
}
