package org.saddlebag.camel.batch;

import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.TimeUtils;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.MetadataNames;
import org.saddlebag.claims.Claims;
import org.saddlebag.delivery.MessageBatches;
import org.saddlebag.delivery.ObjectKeyTemplate;

/** How messages or records become objects: a bean of a route template. */
public final class BatchSettings {

  /** At least so long what the queue has let go of is known. */
  private static final Duration COMES_AGAIN = Duration.ofHours(1);

  private int messages = 1;
  private long bytes = 4 << 20;
  private Duration time = Duration.ofSeconds(10);
  private LineFormat format = LineFormat.records;
  private List<String> headers = List.of();
  private long maxMessageBytes = 16 << 20;
  private ObjectKeyTemplate objectKey = ObjectKeyTemplate.parse("{flow}");
  private boolean shared;

  /**
   * Whether each is an object of its own.
   *
   * @return false where several become one object
   */
  public boolean single() {
    return messages == 1;
  }

  /**
   * The most in one object.
   *
   * @return from 1
   */
  public int messages() {
    return messages;
  }

  /**
   * The bytes with which an object of several is full.
   *
   * @return from 1
   */
  public long bytes() {
    return bytes;
  }

  /**
   * How long one may wait for others.
   *
   * @return since it came
   */
  public Duration time() {
    return time;
  }

  /**
   * What an object of several holds.
   *
   * @return never null
   */
  public LineFormat format() {
    return format;
  }

  /**
   * The headers that a line of JSON holds.
   *
   * @return their names; where there are none, lines know no headers
   */
  public List<String> headers() {
    return headers;
  }

  /**
   * The largest that is delivered.
   *
   * @return bytes of its content
   */
  public long maxMessageBytes() {
    return maxMessageBytes;
  }

  /**
   * How the object's key is made.
   *
   * @return from its first message
   */
  public ObjectKeyTemplate objectKey() {
    return objectKey;
  }

  /**
   * What is remembered of the batches of a queue, by this node alone or by all that share the flow.
   *
   * @param context knows the state and the claims
   * @param flow the flow's name
   * @param hidden how long the queue hides a message from others that one has received, or zero
   * @return to be opened once
   */
  public MessageBatches memory(CamelContext context, String flow, Duration hidden) {
    Duration comesAgain = comesAgain(hidden);
    DeliveryState state =
        CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
    if (!shared) {
      return MessageBatches.open(state.directory(), state.journal(), flow, comesAgain);
    }
    Claims claims = CamelContextHelper.mandatoryFindSingleByType(context, Claims.class);
    return MessageBatches.shared(
        new ClaimedBatches(claims.batches(flow, comesAgain)), state.journal(), flow, comesAgain);
  }

  /**
   * How long what the queue has let go of is known, should it come again. A process that slept may
   * have messages in hand that the queue has given to others meanwhile, who have delivered them.
   * SQS deletes nothing by a receipt that is not a message's last one, and says that it did; on
   * rare occasions it gives out what it has deleted. Source: Amazon SQS API Reference,
   * "DeleteMessage".
   */
  private Duration comesAgain(Duration hidden) {
    Duration inHand = hidden.plus(time).multipliedBy(2);
    return inHand.compareTo(COMES_AGAIN) > 0 ? inHand : COMES_AGAIN;
  }

  public void setShared(boolean shared) {
    this.shared = shared;
  }

  public void setBatchMessages(int messages) {
    this.messages = messages;
  }

  public void setBatchBytes(long bytes) {
    this.bytes = bytes;
  }

  public void setBatchTime(String time) {
    this.time = TimeUtils.toDuration(time);
  }

  public void setBatchFormat(LineFormat format) {
    this.format = format;
  }

  public void setMetadata(String names) {
    this.headers = MetadataNames.parse(names);
  }

  public void setObjectKey(String template) {
    this.objectKey = ObjectKeyTemplate.parse(template);
  }

  public void setMaxMessageBytes(long bytes) {
    this.maxMessageBytes = bytes;
  }
}
