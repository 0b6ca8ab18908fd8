package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.saddlebag.broker.LargeMessage;
import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.Spool;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/**
 * Takes a body that comes piece by piece into a spool, from which each attempt reads it anew. The
 * broker gives the pieces once: before the first of them, trying again costs nothing; when some are
 * gone, the message has to go back to its queue.
 */
final class LargeContent extends OutputStream {

  private final Spool spool;
  private final long mostBytes;
  private SaddlebagException failure;

  LargeContent(Spool spool, long mostBytes) {
    this.spool = spool;
    this.mostBytes = mostBytes;
  }

  static JmsContent take(Exchange exchange, LargeMessage message, Path state, long mostBytes)
      throws JMSException {
    requireBytes(message);
    // The pieces are given once: what an earlier attempt has of them is all that there will be.
    Spool whole = MessageSlots.SPOOL.in(exchange).filter(Spool::isComplete).orElse(null);
    if (whole == null) {
      whole = fill(exchange, message, state, mostBytes);
    }
    requireWhole(whole, message);
    return new JmsContent(whole.sizeBytes(), JmsContent.BINARY, whole::open);
  }

  static void requireBytes(LargeMessage message) {
    if (!message.isOfBytes()) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "the message is of no bytes that could be streamed, and has %d, too many for the memory"
              .formatted(message.declaredBytes()));
    }
  }

  private static Spool fill(Exchange exchange, LargeMessage message, Path state, long mostBytes)
      throws JMSException {
    Spool.requireRoom(state, message.declaredBytes());
    Spool spool = Spool.in(state);
    Slot.hold(MessageSlots.SPOOL, exchange, spool);
    int attempts = MessageSlots.ATTEMPTS.of(exchange);
    MessageSlots.ATTEMPTS.put(exchange, 1);
    LargeContent content = new LargeContent(spool, mostBytes);
    try {
      message.saveTo(content);
    } catch (JMSException | RuntimeException e) {
      throw content.failed(e);
    }
    spool.complete();
    MessageSlots.ATTEMPTS.put(exchange, attempts);
    return spool;
  }

  /** A broker that has lost the end of a body in a crash gives the rest as if it were all. */
  private static void requireWhole(Spool spool, LargeMessage message) {
    if (spool.sizeBytes() != message.declaredBytes()) {
      throw new Refused(
          MessageError.MESSAGE_UNREADABLE,
          "the broker gave %d bytes of the message, which says that it has %d"
              .formatted(spool.sizeBytes(), message.declaredBytes()));
    }
  }

  /** From now on nothing more is taken: the spool may be gone, and the client goes on writing. */
  synchronized SaddlebagException failed(Exception e) {
    if (failure == null) {
      failure =
          new BrokerUnavailable(
              MessageError.MESSAGE_INTERRUPTED,
              "the broker gave %d bytes of the message and then no more: %s"
                  .formatted(spool.sizeBytes(), e.getMessage()),
              true,
              e);
    }
    return failure;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** A thread of the broker's client writes, and would tell its failure in the client's words. */
  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (failure != null) {
      throw failure;
    }
    try {
      if (spool.sizeBytes() + length > mostBytes) {
        throw new Refused(
            MessageError.MESSAGE_TOO_LARGE,
            "the message has more than the %d bytes that it may have, and not as many as it says"
                .formatted(mostBytes));
      }
      spool.write(bytes, offset, length);
    } catch (SaddlebagException e) {
      failure = e;
      throw e;
    }
  }

  /** The client closes what it has filled; the spool is read then. */
  @Override
  public void close() {}
}
