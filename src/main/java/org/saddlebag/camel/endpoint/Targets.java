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
   * it may say of this content alone.
   */
  static SaddlebagException failure(String place, Exception failure) {
    if (Failures.isOurs(failure)) {
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
