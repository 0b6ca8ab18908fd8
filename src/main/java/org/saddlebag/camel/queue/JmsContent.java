package org.saddlebag.camel.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.saddlebag.broker.CoreMessages;
import org.saddlebag.errors.Refused;

/**
 * The bytes of a message: a bytes message's own, without a copy, or a text in UTF-8. A message
 * without a body has none.
 *
 * @param lengthBytes how many
 * @param mediaType what they are
 * @param open gives them, anew each time
 */
record JmsContent(long lengthBytes, String mediaType, Supplier<InputStream> open) {

  /** The media type of bytes. */
  static final String BINARY = "application/octet-stream";

  /**
   * Looks at a message.
   *
   * @throws Refused {@code MESSAGE_KIND_UNFIT} for what is neither bytes nor text
   */
  static JmsContent of(Message message) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      return new JmsContent(bytes.getBodyLength(), BINARY, () -> stream(bytes));
    }
    if (message instanceof TextMessage text) {
      String content = text.getText();
      return text(content == null ? "" : content);
    }
    if (message instanceof MapMessage
        || message instanceof StreamMessage
        || message instanceof ObjectMessage
        || CoreMessages.bytesOfNoKind(message) > 0) {
      throw new Refused(
          MessageError.MESSAGE_KIND_UNFIT,
          "the message is of the kind %s, must be of bytes or text".formatted(kind(message)));
    }
    return new JmsContent(0, BINARY, InputStream::nullInputStream);
  }

  private static JmsContent text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new JmsContent(
        bytes.length, "text/plain; charset=utf-8", () -> new ByteArrayInputStream(bytes));
  }

  private static String kind(Message message) {
    if (message instanceof ObjectMessage) {
      return "object";
    }
    if (message instanceof MapMessage) {
      return "map";
    }
    return message instanceof StreamMessage ? "stream" : "default (Core)";
  }

  private static InputStream stream(BytesMessage bytes) {
    try {
      bytes.reset();
      return new BytesStream(bytes);
    } catch (JMSException e) {
      throw new Refused(
          MessageError.MESSAGE_UNREADABLE, "can't read the message: " + e.getMessage(), e);
    }
  }

  /** Reads where the message keeps its bytes. */
  private static final class BytesStream extends InputStream {

    private final BytesMessage bytes;

    BytesStream(BytesMessage bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      try {
        if (offset == 0) {
          return bytes.readBytes(target, length);
        }
        byte[] piece = new byte[length];
        int count = bytes.readBytes(piece, length);
        System.arraycopy(piece, 0, target, offset, Math.max(0, count));
        return count;
      } catch (JMSException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }
}
