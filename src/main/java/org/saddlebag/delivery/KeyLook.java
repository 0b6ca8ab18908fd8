package org.saddlebag.delivery;

import java.util.Optional;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreError;

/** Looks what lies under an object key. */
final class KeyLook {

  /** What a look shows. */
  enum State {
    FREE,
    TAKEN,
    UNCLEAR,
    DENIED
  }

  /**
   * A look.
   *
   * @param state what it shows
   * @param head of what lies there; empty where nothing does or nobody may know
   */
  record Seen(State state, Optional<ObjectHead> head) {}

  private final ObjectStore store;

  KeyLook(ObjectStore store) {
    this.store = store;
  }

  /** A customer key that does not fit is refused by S3 as a bad request: look without it. */
  Seen at(DeliveryOrder order, ObjectAddress target) {
    CustomerKey customerKey = SseWords.customerKey(order.sse());
    ObjectStore as = store.as(order.access());
    Seen seen = at(as, target, customerKey);
    return seen.state() == State.UNCLEAR && customerKey != null ? at(as, target, null) : seen;
  }

  private static Seen at(ObjectStore as, ObjectAddress target, CustomerKey customerKey) {
    try {
      return new Seen(State.TAKEN, Optional.of(as.head(target, customerKey)));
    } catch (Refused e) {
      if (e.code() == StoreError.NO_SUCH_OBJECT) {
        return new Seen(State.FREE, Optional.empty());
      }
      if (e.code() == StoreError.ACCESS_DENIED) {
        return new Seen(State.DENIED, Optional.empty());
      }
      if (e.code() == StoreError.REQUEST_REFUSED) {
        return new Seen(State.UNCLEAR, Optional.empty());
      }
      throw e;
    }
  }
}
