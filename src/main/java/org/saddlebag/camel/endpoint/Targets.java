package org.saddlebag.camel.endpoint;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.camel.util.URISupport;
import org.saddlebag.camel.Failures;
import org.saddlebag.errors.EndpointUnavailable;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.SaddlebagException;

/** Words for targets and for what they answer; neither tells a secret of their URIs. */
final class Targets {

  /** What is thrown where nobody answers, or a disk takes nothing. */
  private static final List<Class<? extends Exception>> AWAY =
      List.of(
          SocketException.class,
          UnknownHostException.class,
          InterruptedIOException.class,
          ClosedChannelException.class,
          UnresolvedAddressException.class,
          FileSystemException.class,
          TimeoutException.class);

  private Targets() {}

  /** The URI as far as people need it. */
  static String place(String uri) {
    int query = uri.indexOf('?');
    return URISupport.sanitizeUri(query < 0 ? uri : uri.substring(0, query));
  }

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
                OneLine.of(URISupport.sanitizeUri(Failures.rootOf(failure).toString()))),
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
