package org.saddlebag.broker;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.qpid.jms.JmsOperationTimedOutException;
import org.apache.qpid.jms.provider.exceptions.ProviderIOException;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.SaddlebagException;

/** What a broker's failures are called. */
public final class BrokerTroubles {

  private static final String CORE_NO_QUEUE = "There is no queue with name";

  private static final Set<ActiveMQExceptionType> CORE_GONE =
      EnumSet.of(
          ActiveMQExceptionType.NOT_CONNECTED,
          ActiveMQExceptionType.CONNECTION_TIMEDOUT,
          ActiveMQExceptionType.DISCONNECTED,
          ActiveMQExceptionType.REMOTE_DISCONNECT,
          ActiveMQExceptionType.UNBLOCKED,
          ActiveMQExceptionType.OBJECT_CLOSED,
          ActiveMQExceptionType.LARGE_MESSAGE_INTERRUPTED);

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
    if (ofTheQueue(failure)) {
      return failure(BrokerError.NO_SUCH_QUEUE, broker + " has no such queue: " + reason, failure);
    }
    if (cause(failure, SSLException.class) != null
        || cause(failure, GeneralSecurityException.class) != null) {
      return failure(
          BrokerError.BROKER_NOT_TRUSTED, broker + " is not trusted: " + root(failure), failure);
    }
    return answered(failure)
        ? new BrokerUnavailable(
            BrokerError.BROKER_FAILED, broker + " did not do as asked: " + reason, true, failure)
        : new BrokerUnavailable(
            BrokerError.BROKER_UNREACHABLE, broker + " can't be reached: " + reason, true, failure);
  }

  /** Artemis' client knows by itself that there is no such queue, and has no exception for it. */
  static boolean ofTheQueue(Throwable failure) {
    JMSException told = cause(failure, JMSException.class);
    return cause(failure, InvalidDestinationException.class) != null
        || (told != null && String.valueOf(told.getMessage()).startsWith(CORE_NO_QUEUE));
  }

  /** The clients tell a connection that can't be had, or breaks, in these ways. */
  private static boolean answered(Throwable failure) {
    ActiveMQException core = cause(failure, ActiveMQException.class);
    return cause(failure, JMSException.class) != null
        && cause(failure, IllegalStateException.class) == null
        && cause(failure, JmsOperationTimedOutException.class) == null
        && cause(failure, ProviderIOException.class) == null
        && cause(failure, IOException.class) == null
        && (core == null || !CORE_GONE.contains(core.getType()));
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
