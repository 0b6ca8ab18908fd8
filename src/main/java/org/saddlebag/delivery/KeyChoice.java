package org.saddlebag.delivery;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.StoreError;

/**
 * Under which key an object goes. Where the store refuses a taken key by itself and little would be
 * sent in vain, the wished key is tried without a look, which would cost as much as the put. Else a
 * look decides, and the conditional put makes sure: two senders that saw the same key free can't
 * both have it.
 */
final class KeyChoice {

  private static final int REMEMBERED = 10_000;
  private static final int SUFFIX_LENGTH = 8;

  /**
   * A key that is ours until it is given back.
   *
   * @param target the key
   * @param overwrite whether what lies there is replaced
   * @param own what an earlier delivery of the same source has put there; nothing is to be sent
   *     then
   * @param unseen whether it is the wished key, and the store alone will say whether it is free
   */
  record Choice(
      ObjectAddress target,
      PutOptions.Overwrite overwrite,
      Optional<ObjectHead> own,
      boolean unseen) {

    /**
     * Whether a machine that failed finds the object without its journal: the next attempt would
     * have the same id, try the same key, and be told that it is taken.
     */
    boolean isKnownAgain(DeliveryOrder order) {
      return order.again() != null && order.again().sameKey() && unseen;
    }

    /** The key is free as far as anybody knows. */
    Choice(ObjectAddress target, PutOptions.Overwrite overwrite) {
      this(target, overwrite, Optional.empty(), false);
    }
  }

  private final ObjectStore store;
  private final KeyLook look;
  private final Set<ObjectAddress> reserved = ConcurrentHashMap.newKeySet();
  private final Set<ObjectAddress> usedLately = Collections.synchronizedSet(lately());
  private final Set<ObjectAddress> seenTaken = Collections.synchronizedSet(lately());

  KeyChoice(ObjectStore store) {
    this.store = store;
    this.look = new KeyLook(store);
  }

  /**
   * Chooses and reserves a key.
   *
   * @param lengthBytes how much is to be sent, -1 when unknown
   * @throws Refused {@code OBJECT_EXISTS} under {@code REFUSE} when a look shows it
   */
  Choice choose(DeliveryOrder order, String deliveryId, long lengthBytes) {
    ObjectAddress wished = new ObjectAddress(order.bucket(), ObjectKeys.checked(order.objectKey()));
    if (order.again() != null && !order.again().alone()) {
      return comingAgain(order, wished, deliveryId, lengthBytes);
    }
    if (order.collision() == CollisionPolicy.OVERWRITE) {
      return new Choice(wished, PutOptions.Overwrite.ALLOW);
    }
    if (order.access().writeOnly()) {
      return new Choice(
          unseen(order, wished, deliveryId, lengthBytes), PutOptions.Overwrite.REFUSE);
    }
    if (reservedUnseen(wished, lengthBytes)) {
      return unseen(wished);
    }
    if (order.again() != null) {
      Optional<Choice> atWished = oursOrFree(order, wished, deliveryId);
      if (atWished.isPresent()) {
        return atWished.get();
      }
    }
    return order.collision() == CollisionPolicy.REFUSE
        ? refusing(order, wished)
        : new Choice(numbered(order, wished, deliveryId), PutOptions.Overwrite.REFUSE);
  }

  /**
   * A source that may come again has its wished key, or, where that is another's, a key with the
   * end of its delivery id: the same two whenever and wherever it comes, so that its own object is
   * found there. Numbers would depend on what else lies in the bucket.
   */
  private Choice comingAgain(
      DeliveryOrder order, ObjectAddress wished, String id, long lengthBytes) {
    ObjectAddress aside = aside(wished, id);
    Map<ObjectAddress, KeyLook.Seen> seen = new HashMap<>();
    if (order.again().likely()) {
      for (ObjectAddress each : List.of(wished, aside)) {
        seen.put(each, look.at(order, each));
        if (isOurs(seen.get(each), id)) {
          return ours(each, seen.get(each));
        }
      }
    }
    if (order.collision() != CollisionPolicy.OVERWRITE && reservedUnseen(wished, lengthBytes)) {
      return unseen(wished);
    }
    Optional<Choice> atWished = lookedAt(order, wished, id, seen);
    if (atWished.isPresent()) {
      return atWished.get();
    }
    if (order.collision() == CollisionPolicy.REFUSE) {
      throw exists(wished);
    }
    ObjectKeys.checked(aside.key());
    return lookedAt(order, aside, id, seen).orElseThrow(() -> exists(aside));
  }

  private static ObjectAddress aside(ObjectAddress wished, String id) {
    return at(wished, NumberedName.withSuffix(wished.key(), tailOf(id)));
  }

  /** Where the object of a source may be that comes again. */
  static List<ObjectAddress> whereComingAgain(DeliveryOrder order, String id) {
    ObjectAddress wished = new ObjectAddress(order.bucket(), order.objectKey());
    return List.of(wished, aside(wished, id));
  }

  /** Empty where the key is another's. What was seen of it a moment ago is not asked again. */
  private Optional<Choice> lookedAt(
      DeliveryOrder order,
      ObjectAddress target,
      String id,
      Map<ObjectAddress, KeyLook.Seen> before) {
    KeyLook.Seen seen = before.computeIfAbsent(target, each -> look.at(order, each));
    if (isOurs(seen, id)) {
      return Optional.of(ours(target, seen));
    }
    if (order.collision() == CollisionPolicy.OVERWRITE) {
      return Optional.of(new Choice(target, PutOptions.Overwrite.ALLOW));
    }
    boolean anothers =
        seen.state() == KeyLook.State.TAKEN
            || (seen.state() != KeyLook.State.FREE && seenTaken.contains(target));
    return !anothers && reserved.add(target)
        ? Optional.of(new Choice(target, PutOptions.Overwrite.REFUSE))
        : Optional.empty();
  }

  private static Choice ours(ObjectAddress target, KeyLook.Seen seen) {
    return new Choice(target, PutOptions.Overwrite.ALLOW, seen.head(), false);
  }

  private static Choice unseen(ObjectAddress wished) {
    return new Choice(wished, PutOptions.Overwrite.REFUSE, Optional.empty(), true);
  }

  private static boolean isOurs(KeyLook.Seen seen, String id) {
    return seen.head().filter(head -> DeliveryMetadata.isOf(head.metadata(), id)).isPresent();
  }

  private static String tailOf(String deliveryId) {
    return deliveryId.substring(deliveryId.lastIndexOf('-') + 1);
  }

  /**
   * Who may only write leaves it to the conditional put. Where the key was taken once, or the store
   * does not obey the condition, the delivery id makes a name that nobody else has.
   */
  private ObjectAddress unseen(
      DeliveryOrder order, ObjectAddress wished, String deliveryId, long lengthBytes) {
    boolean kept = store.keepsTakenKeys(lengthBytes);
    if (order.collision() == CollisionPolicy.REFUSE && !kept) {
      throw new Refused(
          DeliveryError.CANT_KEEP_TAKEN_KEYS,
          "the store does not keep %s if it is taken, and a write-only sender can't look"
              .formatted(wished));
    }
    boolean refuse = order.collision() == CollisionPolicy.REFUSE;
    if (kept && (refuse || !seenTaken.contains(wished)) && reserved.add(wished)) {
      return wished;
    }
    if (refuse) {
      throw exists(wished);
    }
    ObjectAddress own =
        at(wished, ObjectKeys.checked(NumberedName.withSuffix(wished.key(), tailOf(deliveryId))));
    reserved.add(own);
    return own;
  }

  private static Refused exists(ObjectAddress wished) {
    return new Refused(
        StoreError.OBJECT_EXISTS, wished + " exists, and the flow refuses to replace it");
  }

  /** Only a key of which nothing is known: what was taken once is looked at. */
  private boolean reservedUnseen(ObjectAddress wished, long lengthBytes) {
    return store.refusesTakenKeys(lengthBytes)
        && !seenTaken.contains(wished)
        && !usedLately.contains(wished)
        && reserved.add(wished);
  }

  /** The store has refused the key as taken. */
  void taken(ObjectAddress target) {
    seenTaken.add(target);
  }

  void giveBack(Choice choice) {
    if (choice.overwrite() == PutOptions.Overwrite.REFUSE) {
      usedLately.add(choice.target());
      reserved.remove(choice.target());
    }
  }

  /** One look tells both whether the key is free and whether an earlier attempt has taken it. */
  private Optional<Choice> oursOrFree(DeliveryOrder order, ObjectAddress wished, String id) {
    KeyLook.Seen seen = look.at(order, wished);
    if (isOurs(seen, id)) {
      return Optional.of(ours(wished, seen));
    }
    if (seen.state() == KeyLook.State.FREE && reserved.add(wished)) {
      if (!usedLately.contains(wished)) {
        return Optional.of(new Choice(wished, PutOptions.Overwrite.REFUSE));
      }
      reserved.remove(wished);
    }
    return Optional.empty();
  }

  private Choice refusing(DeliveryOrder order, ObjectAddress wished) {
    if (look(order, wished) == KeyLook.State.TAKEN || !reserved.add(wished)) {
      throw exists(wished);
    }
    return new Choice(wished, PutOptions.Overwrite.REFUSE);
  }

  /** Between the look and the reservation another delivery may have used the key and left it. */
  private ObjectAddress numbered(DeliveryOrder order, ObjectAddress wished, String deliveryId) {
    while (true) {
      ObjectAddress free = candidate(order, wished, deliveryId);
      if (reserved.add(free)) {
        if (!usedLately.contains(free) || look(order, free) != KeyLook.State.TAKEN) {
          return free;
        }
        reserved.remove(free);
      }
    }
  }

  /** Who may not look can't count either; then the delivery id makes the name unique. */
  private ObjectAddress candidate(DeliveryOrder order, ObjectAddress wished, String deliveryId) {
    if (seenTaken.contains(wished) && look(order, wished) == KeyLook.State.DENIED) {
      String suffix = deliveryId.substring(0, SUFFIX_LENGTH);
      return at(wished, NumberedName.withSuffix(wished.key(), suffix));
    }
    int number =
        NumberedName.firstFree(
            wished.toString(),
            each -> isTaken(order, at(wished, NumberedName.of(wished.key(), each))));
    return at(wished, ObjectKeys.checked(NumberedName.of(wished.key(), number)));
  }

  private boolean isTaken(DeliveryOrder order, ObjectAddress target) {
    return reserved.contains(target)
        || seenTaken.contains(target)
        || look(order, target) == KeyLook.State.TAKEN;
  }

  private KeyLook.State look(DeliveryOrder order, ObjectAddress target) {
    return look.at(order, target).state();
  }

  private static ObjectAddress at(ObjectAddress wished, String key) {
    return new ObjectAddress(wished.bucket(), key);
  }

  private static Set<ObjectAddress> lately() {
    Map<ObjectAddress, Boolean> bounded =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ObjectAddress, Boolean> eldest) {
            return size() > REMEMBERED;
          }
        };
    return Collections.newSetFromMap(bounded);
  }
}
