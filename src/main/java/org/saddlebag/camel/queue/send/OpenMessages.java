package org.saddlebag.camel.queue.send;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.FetchedObject;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.queue.MessageError;
import org.saddlebag.content.ContentLength;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.OpeningKey;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectHead;

/**
 * Opens the fetched object with the data key that {@code data-key:unwrap} unwrapped, for sending.
 * What becomes one message waits in memory until it is verified; what becomes a claim check is
 * verified and thrown away; what is split is opened while its messages are sent, within their
 * transaction.
 */
public final class OpenMessages implements Processor, CamelContextAware {

  private CamelContext context;
  private Opener opener;
  private Split split = Split.none;
  private TooLarge tooLarge = TooLarge.claim;
  private long maxMessageBytes = 1;
  private int maxMessages = 1;

  @Override
  public void process(Exchange exchange) throws IOException {
    FetchedObject object = Bodies.require(exchange, FetchedObject.class);
    Optional<OpeningKey> key = Slots.OPENING_KEY.in(exchange);
    Outgoing outgoing;
    if (split == Split.line) {
      outgoing = messages -> lines(object, key, messages);
    } else {
      try (object) {
        outgoing =
            plainBytes(object.head(), key.isPresent()) <= maxMessageBytes
                ? whole(object, key)
                : large(object, key, Slots.flowOf(exchange));
      }
    }
    exchange.getMessage().setBody(outgoing);
  }

  private Outgoing whole(FetchedObject object, Optional<OpeningKey> key) throws IOException {
    // Padding of old formats counts in plainBytes as content.
    BoundedBytes held = new BoundedBytes(maxMessageBytes + ContentLength.TAG_BYTES);
    long bytes = open(object, key, held);
    byte[] content = held.take();
    return messages -> {
      messages.whole(content);
      return bytes;
    };
  }

  private Outgoing large(FetchedObject object, Optional<OpeningKey> key, String flow)
      throws IOException {
    ObjectHead head = object.head();
    if (tooLarge == TooLarge.fail) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "%s has %d bytes, a message may have %d"
              .formatted(head.address(), plainBytes(head, key.isPresent()), maxMessageBytes));
    }
    long bytes = open(object, key, OutputStream.nullOutputStream());
    return messages -> {
      messages.claim(new ClaimCheck(flow, head.address(), head.eTag(), bytes));
      return bytes;
    };
  }

  private long lines(FetchedObject object, Optional<OpeningKey> key, Messages messages)
      throws IOException {
    LineSplitter lines = new LineSplitter(messages, maxMessageBytes, maxMessages);
    long bytes = open(object, key, lines);
    lines.finish();
    return bytes;
  }

  private long open(FetchedObject object, Optional<OpeningKey> key, OutputStream target)
      throws IOException {
    return key.isPresent()
        ? opener.open(key.get(), object.content(), object.head().lengthBytes(), target)
        : object.content().transferTo(target);
  }

  private static long plainBytes(ObjectHead head, boolean sealed) {
    return sealed ? head.lengthBytes() - ContentLength.TAG_BYTES : head.lengthBytes();
  }

  /**
   * Whether an object becomes many messages.
   *
   * @param split how
   */
  public void setSplit(Split split) {
    this.split = split;
  }

  /**
   * What is done with larger objects.
   *
   * @param tooLarge what
   */
  public void setTooLarge(TooLarge tooLarge) {
    this.tooLarge = tooLarge;
  }

  /**
   * The largest message.
   *
   * @param bytes of content, from 1
   */
  public void setMaxMessageBytes(long bytes) {
    maxMessageBytes = bytes;
  }

  /**
   * The most messages of one object.
   *
   * @param messages from 1
   */
  public void setMaxMessages(int messages) {
    maxMessages = messages;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.opener = CamelContextHelper.mandatoryFindSingleByType(context, Opener.class);
  }
}
