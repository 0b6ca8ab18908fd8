package org.saddlebag.camel.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.camel.batch.Line;
import org.saddlebag.camel.batch.Lines;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.MessageBatch;
import org.saddlebag.delivery.MessageBatches;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of a queue that are to become the lines of one object, in the order in which they came.
 * Of each its line is all that is kept. Used by one thread at a time.
 */
public final class GatheredLines {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final String flow;
  private final BatchSettings settings;
  private final MessageBatches memory;
  private final Instant since;
  private final Lines form;

  /** By the id of each, in their order. */
  private final Map<String, Gathered> lines = new LinkedHashMap<>();

  private long bytes;
  private boolean waiting;

  /** A message and its line. */
  private static final class Gathered {
    private final SourceMessage withoutContent;
    private final long length;
    private final byte[] line;

    Gathered(SourceMessage message, byte[] line) {
      this.withoutContent = withoutContent(message);
      this.length = message.sizeBytes();
      this.line = line;
    }
  }

  /**
   * None yet.
   *
   * @param flow the flow's name
   * @param settings how many, and what lines hold
   * @param memory what this node remembers of the flow's batches
   * @param since when the first is asked for
   */
  public GatheredLines(String flow, BatchSettings settings, MessageBatches memory, Instant since) {
    this.flow = flow;
    this.settings = settings;
    this.memory = memory;
    this.since = since;
    this.form = new Lines(settings.format());
  }

  /**
   * Adds a message. One that was sent twice counts once.
   *
   * @param message by itself, with the headers that a line holds
   * @param group what it is in order with, or null
   * @throws Refused if it can never be delivered; then nothing was added
   */
  public void add(SourceMessage message, String group) {
    Gathered same = lines.get(message.id());
    if (same != null) {
      requireSame(message, same.length);
      return;
    }
    // Each could be the first of an object, and which one is depends on chance.
    String unused = settings.objectKey().expand(flow, message);
    byte[] line =
        form.of(
                new Line(
                    group == null ? null : group.getBytes(StandardCharsets.UTF_8),
                    message.sent(),
                    "messageId",
                    message.id(),
                    headers(message),
                    content(message)))
            .orElseThrow(
                () ->
                    new Refused(
                        MessageError.MESSAGE_NO_LINE,
                        "the content of %s is no line of text".formatted(message)));
    lines.put(message.id(), new Gathered(message, line));
    bytes += line.length;
  }

  private static void requireSame(SourceMessage message, long length) {
    if (message.sizeBytes() != length) {
      throw new Refused(
          DeliveryError.ID_TAKEN,
          "%s has %d bytes, and another of the same id %d"
              .formatted(message, message.sizeBytes(), length));
    }
  }

  /** In the order in which the flow names them. */
  private Map<String, String> headers(SourceMessage message) {
    if (settings.headers().isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    settings
        .headers()
        .forEach(name -> message.header(name).ifPresent(value -> headers.put(name, value)));
    return headers;
  }

  private static byte[] content(SourceMessage message) {
    try (InputStream content = message.stream()) {
      return content.readAllBytes();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new Refused(
          MessageError.MESSAGE_UNREADABLE, "can't read the message: " + e.getMessage(), e);
    }
  }

  private static SourceMessage withoutContent(SourceMessage message) {
    return new SourceMessage(
        message.id(),
        message.sent(),
        message.redelivered(),
        0,
        null,
        Map.of(),
        Map.of(),
        InputStream::nullInputStream);
  }

  /**
   * Whether a message needs no line, as it is in an object of this node already.
   *
   * @param id the message's
   * @return true where the broker has but to let go of it
   */
  public boolean knows(String id) {
    return memory.delivered(id);
  }

  /**
   * Takes out again what other nodes have delivered meanwhile, as far as they tell.
   *
   * @return the ids of the messages, with which the broker has but to let go
   */
  public List<String> dropDelivered() {
    memory.look(lines.keySet());
    List<String> delivered = lines.keySet().stream().filter(memory::delivered).toList();
    drop(delivered);
    return delivered;
  }

  /**
   * Says of messages that they have got no line: of all that a queue gives, somebody may miss them
   * whose senders give two messages one id.
   *
   * @param flow the flow's name
   * @param count how many were delivered before
   */
  public static void tellKnown(String flow, int count) {
    if (count > 0) {
      LOG.info("{}: {} messages that have come again are in an object already", flow, count);
    }
  }

  /**
   * Takes messages out again.
   *
   * @param ids theirs; those that are not here do no harm
   */
  public void drop(Collection<String> ids) {
    for (String id : ids) {
      Gathered gathered = lines.remove(id);
      bytes -= gathered == null ? 0 : gathered.line.length;
    }
  }

  /**
   * Whether there is no message.
   *
   * @return true also where all were known
   */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /**
   * Whether no more should be added.
   *
   * @return true with the last message that fits
   */
  public boolean isFull() {
    return lines.size() >= settings.messages() || bytes >= settings.bytes();
  }

  /**
   * What waits for others counts as under way, so that a run does not end before it.
   *
   * @param ledger counts
   */
  public void waits(FlowLedger ledger) {
    waiting = true;
    ledger.begins(flow);
  }

  /**
   * Its delivery has begun, or it is given back; may be told twice.
   *
   * @param ledger counts
   */
  public void waitsNoMore(FlowLedger ledger) {
    if (waiting) {
      waiting = false;
      ledger.ends(flow);
    }
  }

  private SourceMessage first() {
    return lines.values().iterator().next().withoutContent;
  }

  String mediaType() {
    return form.mediaType();
  }

  /** The messages as one source; they are a batch from now on. */
  SourceMessage source(String contentType) {
    List<byte[]> all = lines.values().stream().map(each -> each.line).toList();
    SourceMessage first = first();
    MessageBatch batch = memory.batch(List.copyOf(lines.keySet()), bytes, first.sent(), since);
    return new SourceMessage(
        first.id(),
        first.sent(),
        first.redelivered(),
        bytes,
        contentType,
        Map.of(),
        Map.of(),
        () -> Lines.stream(all),
        null,
        batch);
  }

  @Override
  public String toString() {
    return lines.size() + " messages from " + OneLine.of(first().id()) + " on";
  }
}
