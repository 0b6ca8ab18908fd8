package org.saddlebag.camel.endpoint;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.kamelet.KameletConsumerNotAvailableException;
import org.saddlebag.camel.Failures;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.EndpointUnavailable;
import org.saddlebag.errors.SaddlebagException;

/** What targets answer, in our words. */
final class Targets {

  /** What is thrown where nobody answers, a route is stopped, or a disk takes nothing. */
  private static final List<Class<? extends Exception>> AWAY =
      List.of(
          SocketException.class,
          UnknownHostException.class,
          InterruptedIOException.class,
          ClosedChannelException.class,
          UnresolvedAddressException.class,
          FileSystemException.class,
          TimeoutException.class,
          DirectConsumerNotAvailableException.class,
          KameletConsumerNotAvailableException.class);

  private Targets() {}

  /**
   * Why a target did not take something. Where nobody answers, it is away; whatever else it says,
   * it may say of this content alone. That a key was taken is the trouble of a sink behind it,
   * which has done its attempts: the flow's own count begins there.
   */
  static SaddlebagException failure(String place, Exception failure) {
    if (Failures.isOurs(failure) && Failures.ours(failure).code() != DeliveryError.KEY_TAKEN) {
      return Failures.ours(failure);
    }
    boolean away = isAway(failure);
    return new EndpointUnavailable(
        away ? EndpointError.TARGET_UNREACHABLE : EndpointError.TARGET_REFUSED,
        "%s %s: %s"
            .formatted(
                place,
                away ? "can't be reached" : "did not take the content",
                EndpointText.of(Failures.rootOf(failure))),
        away);
  }

  /** A route that gives its work back without an exception has not taken the content. */
  static SaddlebagException rolledBack(String place) {
    return new EndpointUnavailable(
        EndpointError.TARGET_REFUSED, place + " has marked the content for rollback", false);
  }

  private static boolean isAway(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      Throwable cause = each;
      if (AWAY.stream().anyMatch(kind -> kind.isInstance(cause))) {
        return true;
      }
    }
    return false;
  }
}
