package org.saddlebag.broker;

import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionReceiveLargeMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionReceiveMessage;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Looks at what a received message claims of its body before Artemis' client acts upon it. The
 * client makes room for as many bytes as are claimed, and gives up the connection where a claim
 * can't be read; anybody who may send could bring it down.
 */
final class BodyClaims implements Interceptor {

  /** The kind of a message that is handed out as one of bytes, as it is too large for its own. */
  static final String KIND = "_AMQ_LARGE_SADDLEBAG_KIND";

  private final long mostInMemory;

  /**
   * Bounds what the client makes room for.
   *
   * @param mostInMemory bytes that a message may have that is not streamed
   */
  BodyClaims(long mostInMemory) {
    this.mostInMemory = mostInMemory;
  }

  @Override
  public boolean intercept(Packet packet, RemotingConnection connection) {
    if (packet instanceof SessionReceiveMessage whole) {
      regular(whole.getMessage());
    } else if (packet instanceof SessionReceiveLargeMessage begin
        && begin.getLargeMessage() instanceof ICoreMessage message) {
      large(message, begin.getLargeMessageSize());
    }
    return true;
  }

  private void regular(ICoreMessage message) {
    message.removeProperty(KIND);
    if (!message.containsProperty(Message.HDR_LARGE_COMPRESSED)) {
      return;
    }
    long claimed = claimed(message);
    if (compressed(message) && claimed >= 0) {
      bound(message, claimed);
    } else {
      message.removeProperty(Message.HDR_LARGE_COMPRESSED);
    }
  }

  private void large(ICoreMessage message, long given) {
    message.removeProperty(KIND);
    if (!compressed(message)) {
      message.removeProperty(Message.HDR_LARGE_COMPRESSED);
    }
    if (claimed(message) < 0) {
      message.putLongProperty(Message.HDR_LARGE_BODY_SIZE, given);
    }
    bound(message, Math.max(claimed(message), given));
  }

  /** Bytes alone are streamed. */
  private void bound(ICoreMessage message, long bytes) {
    if (bytes > mostInMemory && message.getType() != Message.BYTES_TYPE) {
      message.putByteProperty(KIND, message.getType());
      message.setType(Message.BYTES_TYPE);
    }
  }

  private static boolean compressed(ICoreMessage message) {
    return Boolean.TRUE.equals(message.getObjectProperty(Message.HDR_LARGE_COMPRESSED));
  }

  /** The length of the body; -1 where nothing of use is said. */
  private static long claimed(ICoreMessage message) {
    return message.getObjectProperty(Message.HDR_LARGE_BODY_SIZE) instanceof Long bytes
        ? Math.max(-1, bytes)
        : -1;
  }
}
