package org.saddlebag.camel;

import org.apache.camel.Exchange;
import org.saddlebag.claims.Claim;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.delivery.DeliverySource;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.envelope.OpeningKey;
import org.saddlebag.envelope.SealingKey;
import org.saddlebag.s3.ObjectHead;

/** The slots through which the steps of a route speak to each other. */
public final class Slots {

  /** The flow that a delivery belongs to; filled by our consumers. */
  public static final Slot<String> FLOW =
      new Slot<>("saddlebag.flow", String.class, "a consumer of ours");

  /** How often the delivery has failed so far. */
  public static final Slot<Integer> FAILED_ATTEMPTS =
      new Slot<>("saddlebag.failed-attempts", Integer.class, "the error handler");

  /** How often the key that the delivery wanted turned out to be taken. */
  public static final Slot<Integer> TAKEN_KEYS =
      new Slot<>("saddlebag.taken-keys", Integer.class, "the error handler");

  /** The one-time data key that seals what is in hand. */
  public static final Slot<SealingKey> SEALING_KEY =
      new Slot<>("saddlebag.sealing-key", SealingKey.class, "data-key:generate/NAME");

  /** The data key that opens the object in hand. */
  public static final Slot<OpeningKey> OPENING_KEY =
      new Slot<>("saddlebag.opening-key", OpeningKey.class, "data-key:unwrap");

  /** What is delivered: a file as it was when this attempt looked at it, or a message. */
  public static final Slot<DeliverySource> SOURCE =
      new Slot<>("saddlebag.source", DeliverySource.class, "seal");

  /** What proves the delivery to the store. */
  public static final Slot<Receipt> RECEIPT =
      new Slot<>("saddlebag.receipt", Receipt.class, "s3-object");

  /** The object that is on its way back. */
  public static final Slot<ObjectHead> OBJECT =
      new Slot<>("saddlebag.object", ObjectHead.class, "s3-object with operation=get");

  /** The content of that object. */
  public static final Slot<FetchedObject> FETCHED =
      new Slot<>("saddlebag.fetched", FetchedObject.class, "s3-object with operation=get");

  /** The object's name below the prefix; decides the name of the output. */
  public static final Slot<String> NAME =
      new Slot<>("saddlebag.name", String.class, "s3-object with operation=get");

  /** What proves the delivery to the directory or the queue. */
  public static final Slot<Arrival> ARRIVAL =
      new Slot<>("saddlebag.arrival", Arrival.class, "file-output or the sending");

  /** What keeps other nodes from the source in hand; flows that are not shared have none. */
  public static final Slot<Claim> CLAIM =
      new Slot<>("saddlebag.claim", Claim.class, "a consumer of ours");

  /**
   * What an object is delivered for, where the same content may be delivered more than once; a text
   * that goes before the object's identity.
   */
  public static final Slot<String> PURPOSE =
      new Slot<>("saddlebag.purpose", String.class, "the intake of a request");

  private Slots() {}

  /**
   * What tells one delivery of an object from another, also after a restart.
   *
   * @param exchange the exchange
   * @param object as it was fetched
   * @return the object's identity, and its purpose where it has one
   */
  public static String identityOf(Exchange exchange, ObjectHead object) {
    return PURPOSE.in(exchange).orElse("")
        + DeliveredObjects.identity(object.address(), object.eTag());
  }

  /**
   * The flow of a delivery: what our consumer said, else the route it came in by.
   *
   * @param exchange the exchange
   * @return the flow's name
   */
  public static String flowOf(Exchange exchange) {
    return FLOW.in(exchange).orElse(exchange.getFromRouteId());
  }
}
