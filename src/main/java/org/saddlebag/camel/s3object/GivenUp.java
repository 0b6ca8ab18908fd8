package org.saddlebag.camel.s3object;

import org.saddlebag.delivery.FailedObjects;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.StoreError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one flow that failed and that polls leave alone. Safe for use by several threads.
 */
final class GivenUp {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final FailedObjects parked;
  private final RestingObjects resting = new RestingObjects();

  GivenUp(FailedObjects parked) {
    this.parked = parked;
  }

  /** Says at start what waits for somebody. */
  void report(String flow) {
    int waiting = parked.size();
    if (waiting > 0) {
      LOG.warn(
          "{}: {} failed before and will not be tried again until 'saddlebag retry {}'; reasons"
              + " in {}",
          flow,
          waiting == 1 ? "1 object" : waiting + " objects",
          flow,
          parked.folder());
    }
  }

  boolean contains(FoundObject object) {
    return isParked(object) || resting.contains(object.identity());
  }

  /** Whether this content of the object waits for somebody, also across restarts. */
  boolean isParked(FoundObject object) {
    return parked.contains(object.address(), object.listed().eTag());
  }

  /**
   * Parks an object; durable when this returns, unless the state folder can't be written.
   *
   * @param flow the flow's name
   * @param object the object as it was found
   * @param why what happened
   * @param attempts how often it was tried
   * @return whether nobody needs to tell of it again: it is parked, or not there any more
   */
  boolean add(String flow, FoundObject object, SaddlebagException why, int attempts) {
    if (why.code() == StoreError.NO_SUCH_OBJECT) {
      resting.add(object.identity());
      return true;
    }
    try {
      parked.park(object.address(), object.listed().eTag(), why, attempts);
      return true;
    } catch (SaddlebagException e) {
      resting.add(object.identity());
      LOG.error("{}: {} failed and is not parked: {}", flow, object, e.getMessage());
      return false;
    }
  }

  /** Polls leave the object alone for a moment: what it should go to is out of reach. */
  void rest(FoundObject object) {
    resting.addShortly(object.identity());
  }

  /** The object, or a newer one in its place, is delivered. */
  void remove(FoundObject object) {
    resting.remove(object.identity());
    parked.forget(object.address());
  }
}
