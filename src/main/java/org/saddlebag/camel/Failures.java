package org.saddlebag.camel;

import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.saddlebag.claims.DatabaseError;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/** Reads the failure of a delivery. */
public final class Failures {

  private Failures() {}

  /**
   * The failure in our terms.
   *
   * @param failure what was thrown; anything that is not ours is named by its class and message
   * @return never null
   */
  public static SaddlebagException ours(Throwable failure) {
    SaddlebagException known = known(failure);
    return known != null
        ? known
        : new Refused(RouteError.UNFORESEEN, String.valueOf(failure), failure);
  }

  /**
   * Whether one of our failures is at the bottom of it.
   *
   * @param failure what was thrown
   * @return true when {@link #ours} finds it
   */
  public static boolean isOurs(Throwable failure) {
    return known(failure) != null;
  }

  /**
   * The first cause.
   *
   * @param failure what was thrown
   * @return the failure itself where it has no cause
   */
  public static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * Whether the same attempt can succeed later: what is not ours may.
   *
   * @param failure what was thrown
   * @return false when trying again is useless
   */
  public static boolean retryable(Throwable failure) {
    SaddlebagException known = known(failure);
    return known == null || known.retryable();
  }

  /**
   * Whether a delivery ended because the process is being stopped; it has not failed then, and is
   * done again from its source after the next start.
   *
   * @param exchange the exchange
   * @return true when nothing may be parked
   */
  public static boolean interrupted(Exchange exchange) {
    Throwable failure = exchange.getException();
    return failure == null
        || exchange.getContext().isStopping()
        || exchange.getContext().isStopped()
        || ObjectHelper.getException(RejectedExecutionException.class, failure) != null
        || ObjectHelper.getException(InterruptedException.class, failure) != null;
  }

  /**
   * Whether a delivery ended because its claim is another node's by now, or nobody can tell: the
   * source has not failed, and stays where it is.
   *
   * @param failure what was thrown
   * @return true when nothing may be parked
   */
  public static boolean ofTheClaim(Throwable failure) {
    SaddlebagException known = known(failure);
    return known instanceof DatabaseUnavailable
        || (known != null && known.code() == DatabaseError.CLAIM_LOST);
  }

  /**
   * Camel's own search begins at the bottom, and finds the cause of our failure, not our verdict.
   */
  private static SaddlebagException known(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SaddlebagException ours) {
        return ours;
      }
    }
    return null;
  }
}
