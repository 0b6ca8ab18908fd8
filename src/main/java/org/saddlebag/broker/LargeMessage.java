package org.saddlebag.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSConstants;
import org.apache.activemq.artemis.core.client.impl.ClientLargeMessageInternal;
import org.apache.activemq.artemis.core.client.impl.LargeMessageController;
import org.apache.activemq.artemis.jms.client.ActiveMQBytesMessage;

/**
 * A message of bytes that Artemis hands over piece by piece. Its body can be taken once, by one
 * thread, before its session receives or ends anything.
 */
public final class LargeMessage {

  private final BytesMessage message;
  private final ClientLargeMessageInternal core;

  private LargeMessage(BytesMessage message, ClientLargeMessageInternal core) {
    this.message = message;
    this.core = core;
  }

  /**
   * Looks whether a message is one.
   *
   * @param message as received
   * @return empty for all that is in memory
   */
  public static Optional<LargeMessage> of(Message message) {
    return message instanceof ActiveMQBytesMessage bytes
            && bytes.getCoreMessage() instanceof ClientLargeMessageInternal core
        ? Optional.of(new LargeMessage(bytes, core))
        : Optional.empty();
  }

  /**
   * Lets a message have a body of any size.
   *
   * @param message to be sent, of bytes, made by a session of a broker that hands out large ones
   * @param body read and closed while the message is sent
   * @throws JMSException if it can't have one
   */
  public static void setBody(BytesMessage message, InputStream body) throws JMSException {
    message.setObjectProperty(ActiveMQJMSConstants.JMS_ACTIVEMQ_INPUT_STREAM, body);
  }

  /**
   * Whether a property tells of the body as it came.
   *
   * @param property a property's name
   * @return true where another body must not have it
   */
  public static boolean tellsOfTheBody(String property) {
    return property.startsWith("_AMQ_LARGE_");
  }

  /**
   * Whether it is a message of bytes in its own right. One of another kind is here only where it
   * says that it is too large for the memory; its body is that kind's, as encoded by Artemis.
   *
   * @return false where it can only be moved on
   */
  public boolean isOfBytes() {
    return !core.containsProperty(BodyClaims.KIND);
  }

  /**
   * Makes another message, which has been given this one's body, one of the same kind.
   *
   * @param letter to be sent, made by a session of the same broker
   */
  public void giveKindTo(BytesMessage letter) {
    if (core.getObjectProperty(BodyClaims.KIND) instanceof Byte kind
        && letter instanceof ActiveMQBytesMessage own) {
      own.getCoreMessage().setType(kind);
    }
  }

  /**
   * How long the body is, by what its sender says.
   *
   * @return bytes
   */
  public long declaredBytes() {
    return core.getLongProperty(org.apache.activemq.artemis.api.core.Message.HDR_LARGE_BODY_SIZE);
  }

  /**
   * Takes the body. Other threads may write; all has been written on return.
   *
   * @param target closed at the end of the body
   * @throws JMSException if the broker gives no more of it, or the target fails
   */
  public void saveTo(OutputStream target) throws JMSException {
    message.setObjectProperty(ActiveMQJMSConstants.JMS_ACTIVEMQ_SAVE_STREAM, target);
  }

  /**
   * Takes the body as it is read, slowly.
   *
   * @return fails where the broker gives no more of it
   */
  public InputStream read() {
    LargeMessageController pieces = core.getLargeMessageController();
    return pieces.isOriginallyRegular() ? inflated(pieces) : new Body(pieces, core.isCompressed());
  }

  /** A small body that is long once inflated: the one piece, behind which the client waits. */
  private static InputStream inflated(LargeMessageController pieces) {
    try {
      return new InflaterInputStream(new ByteArrayInputStream(pieces.take().getChunk()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The client reads forward only, and has no end where the sender has compressed the body. */
  private static final class Body extends InputStream {

    private final LargeMessageController pieces;
    private final boolean compressed;
    private long position;

    Body(LargeMessageController pieces, boolean compressed) {
      this.pieces = pieces;
      this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      for (int count = 0; count < length; count++) {
        int next = next();
        if (next < 0) {
          return count == 0 ? -1 : count;
        }
        target[offset + count] = (byte) next;
      }
      return length;
    }

    private int next() throws IOException {
      if (!compressed && position == pieces.getSize()) {
        return -1;
      }
      try {
        int next = pieces.readByte() & 0xff;
        position++;
        return next;
      } catch (RuntimeException | IllegalAccessError e) {
        if (compressed && e.getCause() instanceof EOFException) {
          return -1;
        }
        throw new IOException("the broker gives no more of the message", e);
      }
    }
  }
}
