package org.saddlebag.broker;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.SaddlebagException;

/** What a broker's failures are called. */
public final class BrokerTroubles {

  private BrokerTroubles() {}

  /**
   * A failure in our terms, without passwords.
   *
   * @param broker whose it is
   * @param failure what JMS or a layer above it has thrown
   * @return it may pass, save where the broker says no
   */
  public static SaddlebagException of(BrokerSettings broker, Throwable failure) {
    SaddlebagException ours = cause(failure, SaddlebagException.class);
    if (ours != null) {
      return ours;
    }
    String reason = reason(failure);
    if (cause(failure, JMSSecurityException.class) != null) {
      String who = broker.user() == null ? "a user without a name" : "user '" + broker.user() + "'";
      return failure(
          BrokerError.BROKER_CREDENTIALS_REFUSED,
          broker + " refuses " + who + ": " + reason,
          failure);
    }
    if (cause(failure, InvalidDestinationException.class) != null) {
      return failure(BrokerError.NO_SUCH_QUEUE, broker + " has no such queue: " + reason, failure);
    }
    if (cause(failure, SSLException.class) != null
        || cause(failure, GeneralSecurityException.class) != null) {
      return failure(
          BrokerError.BROKER_NOT_TRUSTED, broker + " is not trusted: " + root(failure), failure);
    }
    if (cause(failure, TransactionRolledBackException.class) != null
        || cause(failure, ResourceAllocationException.class) != null) {
      return new BrokerUnavailable(
          BrokerError.BROKER_FAILED, broker + " takes no messages: " + reason, true, failure);
    }
    return new BrokerUnavailable(
        BrokerError.BROKER_UNREACHABLE, broker + " can't be reached: " + reason, true, failure);
  }

  private static BrokerUnavailable failure(BrokerError code, String what, Throwable cause) {
    return new BrokerUnavailable(code, what, false, cause);
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return reason(root);
  }

  private static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
