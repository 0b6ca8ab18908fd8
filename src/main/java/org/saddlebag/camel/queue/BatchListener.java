package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.jms.JmsEndpoint;
import org.saddlebag.broker.Broker;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.batch.BatchGate;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.delivery.MessageBatches;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;
import org.springframework.transaction.TransactionStatus;

/**
 * Receives the messages of one flow and works on many together: each consumer gathers them in its
 * session, sends them through the route as one, and commits. A message that can never be delivered
 * ends the gathering, and goes to the dead-letter queue in the same session.
 */
final class BatchListener extends QueueListener {

  /** So long nobody sees that the routes stop. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final QueueListeners listeners;
  private final BatchSettings settings;

  /**
   * Whether a message has taken others back with it. Since then nothing is gathered behind what
   * comes again, so that nothing is taken back a second time, whenever the broker gives that out.
   */
  private volatile boolean careful;

  BatchListener(JmsEndpoint endpoint, Broker broker, FlowLedger ledger, QueueListeners listeners) {
    super(endpoint, broker, ledger);
    this.listeners = listeners;
    this.settings = listeners.getBatch();
  }

  /** What one consumer has received in its session. */
  private static final class Gathering {

    private final GatheredLines lines;
    private final List<String> ids = new ArrayList<>();
    private int known;
    private Message first;
    private Message unfit;
    private Refused why;

    Gathering(GatheredLines lines) {
      this.lines = lines;
    }

    boolean isOver(BatchSettings settings) {
      return unfit != null || lines.isFull() || ids.size() >= settings.messages();
    }
  }

  @Override
  boolean receiveAndWork(
      Object invoker, Session session, MessageConsumer consumer, TransactionStatus status)
      throws JMSException {
    if (flow() == null) {
      applyBackOffTime(LOOK::toMillis);
      return false;
    }
    if (listeners.gate(flow(), ledger()).isShut()) {
      applyBackOffTime(BatchGate.PAUSE::toMillis);
      return false;
    }
    MessageBatches memory = listeners.memory(flow());
    Instant since = Instant.now();
    Message first = receiveMessage(consumer);
    if (first == null) {
      noMessageReceived(invoker, session);
      return false;
    }
    messageReceived(invoker, session);
    Gathering gathering = new Gathering(new GatheredLines(flow(), settings, memory, since));
    gathering.lines.waits(ledger());
    try {
      gather(gathering, session, consumer, first);
      if (isRunning()) {
        work(gathering, session, memory);
      } else {
        session.rollback();
      }
    } finally {
      gathering.lines.waitsNoMore(ledger());
    }
    return true;
  }

  private void gather(Gathering gathering, Session session, MessageConsumer consumer, Message first)
      throws JMSException {
    long until = System.nanoTime() + settings.time().toNanos();
    Message next = first;
    while (next != null) {
      add(gathering, HeldMessage.of(next, session));
      boolean last = gathering.isOver(settings) || (careful && next.getJMSRedelivered());
      next = last ? null : another(consumer, until);
    }
  }

  private Message another(MessageConsumer consumer, long until) throws JMSException {
    Message next = null;
    long left = until - System.nanoTime();
    while (next == null && left > 0 && isRunning()) {
      next = consumer.receive(Math.max(1, Math.min(LOOK.toMillis(), left / 1_000_000)));
      left = until - System.nanoTime();
    }
    return next;
  }

  private void add(Gathering gathering, HeldMessage held) {
    gathering.ids.add(held.id());
    if (gathering.lines.knows(held.id())) {
      gathering.known++;
      return;
    }
    try {
      HeldMessage.Parts parts =
          held.read(
              message -> MemoryContent.of(message, settings.maxMessageBytes()), settings.headers());
      gathering.lines.add(
          new SourceMessage(
              held.id(),
              parts.sent(),
              parts.redelivered(),
              parts.content().lengthBytes(),
              null,
              parts.headers(),
              Map.of(),
              parts.content().open()),
          held.group());
      if (gathering.first == null) {
        gathering.first = held.message();
      }
    } catch (Refused e) {
      gathering.unfit = held.message();
      gathering.why = e;
    }
  }

  /** As Spring does with one message: a failure ends here, unless it is the broker's. */
  private void work(Gathering gathering, Session session, MessageBatches memory)
      throws JMSException {
    try {
      deliver(gathering, session);
      memory.letGo(gathering.ids);
      GatheredLines.tellKnown(flow(), gathering.known);
    } catch (JMSException | RuntimeException e) {
      handleListenerException(e);
      if (e instanceof JMSException broken) {
        throw broken;
      }
    }
  }

  /**
   * The commit comes after the proof of all lines; what did not arrive of it is remembered. Nothing
   * is sent before the dead letter is on its way: else its failure would take proven lines back.
   */
  private void deliver(Gathering gathering, Session session) throws JMSException {
    boolean committed = false;
    try {
      if (gathering.unfit != null) {
        moveAway(gathering, session);
      }
      gathering.known += gathering.lines.dropDelivered().size();
      if (!gathering.lines.isEmpty()) {
        listeners.give(
            new InHand(gathering.lines, null), () -> invokeListener(session, gathering.first));
      }
      session.commit();
      committed = true;
    } finally {
      if (!committed) {
        session.rollback();
      }
    }
  }

  private void moveAway(Gathering gathering, Session session) throws JMSException {
    boolean moved = false;
    try {
      listeners.give(
          new InHand(null, gathering.why), () -> invokeListener(session, gathering.unfit));
      moved = true;
    } finally {
      if (!moved) {
        careful = true;
      }
    }
  }

  @Override
  void cameUnreadable() {
    careful = true;
  }
}
