package org.saddlebag.delivery;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.envelope.OutgoingContent;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.StoreError;
import org.saddlebag.s3.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings content, sealed or plain, into the store. Safe for use by several threads. */
public final class ObjectDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectDelivery.class);

  private final ObjectStore store;
  private final Journal journal;
  private final Receipts receipts;
  private final Failpoints failpoints;
  private final ReceiptWriter writer;
  private final EarlierAttempts earlier;
  private final Takeover takeover;
  private final KeyChoice keys;
  private final Conclusions conclusions;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

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
      ObjectStore store, Journal journal, Receipts receipts, Failpoints failpoints, Clock clock) {
    this(store, journal, receipts, failpoints, clock, DeliveryWitness.NONE);
  }

  /**
   * A delivery service.
   *
   * @param store the store
   * @param journal opened and recovered
   * @param receipts where the results go
   * @param failpoints where to die in a kill test
   * @param clock the time on receipts
   * @param witness is told of each proven delivery
   */
  public ObjectDelivery(
      ObjectStore store,
      Journal journal,
      Receipts receipts,
      Failpoints failpoints,
      Clock clock,
      DeliveryWitness witness) {
    this.store = store;
    this.journal = journal;
    this.receipts = receipts;
    this.failpoints = failpoints;
    this.writer = new ReceiptWriter(clock, journal.node());
    this.earlier = new EarlierAttempts(store, journal, writer);
    this.takeover = new Takeover(store, writer);
    this.keys = new KeyChoice(store);
    this.conclusions = new Conclusions(journal, receipts, failpoints, witness);
    journal.beforeForgetting(receipts::sync);
  }

  /**
   * Finishes what a killed process left: aborts its uploads, writes the receipts that it could not
   * write any more. To be called once, before the first delivery.
   *
   * @return how many uploads were aborted
   */
  public int recover() {
    journal.leftBehind().stream()
        .filter(OpenDelivery::delivered)
        .forEach(open -> receipts.appendOnce(open.receipt()));
    return journal.recover(store);
  }

  /**
   * Looks whether an earlier attempt has delivered this very source already, before a crash or
   * behind a lost answer. Asks the store only where the journal knows an attempt without an end.
   * {@link #deliver} looks by itself; who looks before making a data key saves that key.
   *
   * @param order what is to be delivered
   * @return the receipt, durable, when it needs no delivery any more
   */
  public Optional<Receipt> alreadyDelivered(DeliveryOrder order) {
    for (OpenDelivery open : journal.open(order.flow(), order.source().name())) {
      boolean elsewhere = !open.receipt().object().bucket().equals(order.bucket());
      if (elsewhere || underWay.contains(open.id())) {
        continue;
      }
      if (open.delivered()) {
        receipts.appendOnce(open.receipt());
      }
      Optional<Receipt> found = earlier.settle(open, order);
      if (found.isPresent()) {
        return open.delivered() ? found : Optional.of(conclude(order, found.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * As {@link #alreadyDelivered}, for whoever would send the same otherwise: what nobody may see
   * does not count as absent.
   *
   * @throws StoreUnavailable {@code EARLIER_UNSEEN} if the store does not tell; {@code UNDER_WAY}
   */
  Optional<Receipt> settled(DeliveryOrder order) {
    for (OpenDelivery open : journal.open(order.flow(), order.source().name())) {
      if (underWay.contains(open.id())) {
        throw underWay(order);
      }
      earlier.requireAnswer(open, order);
    }
    return alreadyDelivered(order);
  }

  /**
   * As {@link #settled}, for what another node may have sent that is not heard of any more.
   *
   * @param lengthBytes how long its object is, -1 when unknown
   */
  Optional<Receipt> takenOver(DeliveryOrder order, long lengthBytes) {
    while (true) {
      String id = earlier.idOf(order);
      takeover.abortUploads(order, id);
      Optional<Receipt> ours = settled(order);
      if (ours.isPresent()) {
        return ours;
      }
      Takeover.Found found = takeover.find(order, id, lengthBytes);
      if (!found.contradicted()) {
        return found.receipt().map(receipt -> conclude(order, receipt));
      }
      earlier.distrust(order, id);
    }
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
  public Receipt deliver(DeliveryOrder order, OutgoingContent content) {
    try {
      Optional<Receipt> done = alreadyDelivered(order);
      if (done.isPresent()) {
        return done.get();
      }
      String id = begin(order);
      try {
        return conclude(order, send(order, id, content));
      } finally {
        underWay.remove(id);
      }
    } finally {
      close(content);
    }
  }

  /**
   * Puts the content and returns when the store has proven that it holds it. The receipt comes to
   * the disk later, together with those of others, so that no thread waits for the disk.
   *
   * @param order what is to be delivered; no other node may have a say in it
   * @param content read once and closed in every case
   * @return the receipt once it is on the disk; or fails with a {@link SaddlebagException}
   * @throws SaddlebagException as {@link #deliver} does
   */
  public CompletableFuture<Receipt> deliverTogether(DeliveryOrder order, OutgoingContent content) {
    try {
      Optional<Receipt> done = alreadyDelivered(order);
      if (done.isPresent()) {
        return CompletableFuture.completedFuture(done.get());
      }
      String id = begin(order);
      boolean sent = false;
      try {
        Receipt proven = send(order, id, content);
        CompletableFuture<Receipt> outcome =
            conclusions.together(proven, () -> underWay.remove(id));
        sent = true;
        return outcome;
      } finally {
        if (!sent) {
          underWay.remove(id);
        }
      }
    } finally {
      close(content);
    }
  }

  /** The delivery's id, which nobody else uses until it is taken out again. */
  private String begin(DeliveryOrder order) {
    String id = earlier.idOf(order);
    if (!underWay.add(id)) {
      throw underWay(order);
    }
    return id;
  }

  private static StoreUnavailable underWay(DeliveryOrder order) {
    String name = OneLine.of(order.source().name());
    return new StoreUnavailable(
        DeliveryError.UNDER_WAY, name + " is under way already", true, null);
  }

  private Receipt send(DeliveryOrder order, String id, OutgoingContent content) {
    KeyChoice.Choice choice = keys.choose(order, id, content.lengthBytes());
    try {
      PutOptions options =
          new PutOptions(
              DeliveryMetadata.of(order, content.metadata(), id),
              order.contentType(),
              order.sse(),
              choice.overwrite(),
              order.tags(),
              order.settings());
      Receipt draft = writer.draft(id, order, content, choice.target());
      if (choice.own().isPresent()) {
        return earlier.ownAgain(draft, order, choice.own().get());
      }
      journal.write(new JournalLine.Begun(draft, order.access()), choice.isKnownAgain(order));
      failpoints.pass(Failpoint.AFTER_BEGUN);
      return put(order, draft, content, choice, options);
    } finally {
      keys.giveBack(choice);
    }
  }

  private Receipt put(
      DeliveryOrder order,
      Receipt draft,
      OutgoingContent content,
      KeyChoice.Choice choice,
      PutOptions options) {
    try {
      StoredObject stored =
          store
              .as(order.access())
              .put(
                  choice.target(),
                  content.stream(),
                  content.lengthBytes(),
                  options,
                  new DeliveryListener(order.again(), draft.delivery(), journal, failpoints));
      return writer.proven(draft, stored, order.access());
    } catch (SaddlebagException e) {
      if (e.code() == StoreError.OBJECT_EXISTS) {
        return taken(order, draft, choice, e);
      }
      earlier.endWhereCertain(order, draft.delivery(), e);
      throw e;
    }
  }

  /** A taken key may be taken by ourselves, when the answer to the first request was lost. */
  private Receipt taken(
      DeliveryOrder order, Receipt draft, KeyChoice.Choice choice, SaddlebagException e) {
    Optional<Receipt> ours = earlier.find(draft, order);
    if (ours.isPresent()) {
      return ours.get();
    }
    Optional<Receipt> late = earlier.late(order);
    if (late.isPresent()) {
      journal.open(draft.delivery()).ifPresent(earlier::end);
      return late.get();
    }
    keys.taken(choice.target());
    journal.open(draft.delivery()).ifPresent(earlier::end);
    if (order.collision() == CollisionPolicy.NUMBER) {
      throw new StoreUnavailable(
          DeliveryError.KEY_TAKEN, choice.target() + " was taken meanwhile", true, e);
    }
    throw order.access().writeOnly() ? unclear(e) : e;
  }

  private static Refused unclear(SaddlebagException e) {
    return new Refused(
        e.code(),
        e.what()
            + "; it may be our own, of an attempt whose answer was lost, but a write-only sender"
            + " can't look",
        e);
  }

  private Receipt conclude(DeliveryOrder order, Receipt receipt) {
    requireOurs(order, receipt);
    return conclusions.now(receipt);
  }

  /**
   * Another node that has taken the source over finds the object, and writes the receipt. What was
   * fenced was ours when it appeared: where nobody can tell now, a second receipt does no harm.
   */
  private void requireOurs(DeliveryOrder order, Receipt receipt) {
    if (order.again() == null) {
      return;
    }
    try {
      order.again().ownership().require();
    } catch (SaddlebagException e) {
      if (order.again().fenced() && e instanceof DatabaseUnavailable) {
        return;
      }
      if (!e.retryable()) {
        journal.open(receipt.delivery()).ifPresent(earlier::end);
      }
      throw e;
    }
  }

  /** The outcome stands; a source that can't be closed does not change it. */
  private static void close(OutgoingContent content) {
    try {
      content.close();
    } catch (IOException e) {
      LOG.warn("A source could not be closed: {}", Disk.reason(e));
    }
  }
}
