package org.saddlebag.delivery;

import java.time.Duration;
import java.time.InstantSource;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.errors.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch that a thread of this process works on. */
final class BatchInHand implements DeliveryOrder.Ownership {

  private static final Logger LOG = LoggerFactory.getLogger(SharedBatches.class);

  private final JsonLines json = new JsonLines();
  private final String flow;
  final MessageBatch owner;
  BatchRegister.Lease lease;

  /** What whoever takes it over will know, or, where it is not told, must know; or null. */
  BatchNote note;

  boolean noted;
  boolean untold;
  boolean mayBeSent;

  BatchInHand(MessageBatch owner, String flow) {
    this.owner = owner;
    this.flow = flow;
  }

  void takes(BatchRegister.Lease taken) {
    lease = taken;
    note = null;
    noted = false;
    untold = false;
    mayBeSent = taken.takenOver();
  }

  /**
   * Of messages that were in hand for too long nobody knows whether the queue has let go of them.
   *
   * @param noted what was noted of it; nobody waits for it any more where this throws
   * @param known how long is known what the queue has let go of
   */
  void requireFresh(BatchNote noted, Duration known, InstantSource clock) {
    boolean fresh = false;
    try {
      owner.requireNotHeldFor(known, clock);
      fresh = true;
    } finally {
      if (!fresh) {
        lease.neverSent(noted.deliveryId() != null);
      }
    }
  }

  /** Whether it was taken and nobody has taken it over. */
  boolean isHeld() {
    if (lease == null) {
      return false;
    }
    try {
      lease.require();
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  @Override
  public void require() {
    lease.require();
  }

  @Override
  public void distrusts(String deliveryId) {
    note = note.with(EarlierAttempts.next(deliveryId));
    untold = true;
    boolean unused = tells();
  }

  /** Whether whoever takes it over knows on what nobody must rely. */
  boolean tells() {
    if (!untold) {
      return true;
    }
    try {
      lease.rewrite(json.line(note));
      untold = false;
    } catch (DatabaseUnavailable e) {
      LOG.warn("{}: an object on which nobody must rely is told of later", flow);
    } catch (Refused e) {
      LOG.warn("{}: an object on which nobody must rely can't be told of: {}", flow, e.what());
      untold = false;
    }
    return !untold;
  }
}
