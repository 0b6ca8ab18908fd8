package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.saddlebag.broker.LargeMessage;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.Refused;

/** Takes the content of a message into the memory as a whole, that of a large one too. */
final class MemoryContent {

  private MemoryContent() {}

  /**
   * Takes it.
   *
   * @param message as received
   * @param maxBytes the largest content
   * @throws Refused if the message can never be delivered
   * @throws BrokerUnavailable if the broker breaks off in a large one
   */
  static JmsContent of(Message message, long maxBytes) throws JMSException {
    LargeMessage large = LargeMessage.of(message).orElse(null);
    if (large == null) {
      JmsContent content = JmsContent.of(message);
      requireAtMost(maxBytes, content.lengthBytes());
      return content;
    }
    LargeContent.requireBytes(large);
    requireAtMost(maxBytes, large.declaredBytes());
    return whole(large, Math.toIntExact(large.declaredBytes()));
  }

  static void requireAtMost(long most, long bytes) {
    if (bytes > most) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "the message has %d bytes, may have %d".formatted(bytes, most));
    }
  }

  /** Half of a message must not become a dead letter, as the other half would be lost. */
  private static JmsContent whole(LargeMessage large, int bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(bytes);
    try {
      large.saveTo(new AtMost(body, bytes));
    } catch (JMSException | RuntimeException e) {
      throw interrupted(body, e);
    }
    if (body.size() != bytes) {
      throw interrupted(body, null);
    }
    byte[] content = body.toByteArray();
    return new JmsContent(bytes, JmsContent.BINARY, () -> new ByteArrayInputStream(content));
  }

  private static BrokerUnavailable interrupted(ByteArrayOutputStream body, Exception why) {
    return new BrokerUnavailable(
        MessageError.MESSAGE_INTERRUPTED,
        "the broker gave %d bytes of the message, which says that it has another length"
            .formatted(body.size()),
        true,
        why);
  }

  /** Takes no more than a message says that it has. */
  private static final class AtMost extends FilterOutputStream {

    private int room;

    AtMost(OutputStream target, int bytes) {
      super(target);
      this.room = bytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      room -= length;
      if (room < 0) {
        throw new IOException("there is more than the message says");
      }
      out.write(bytes, offset, length);
    }
  }
}
