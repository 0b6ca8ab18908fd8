package org.saddlebag.camel.kafka;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.queue.MessageFailures;
import org.saddlebag.camel.queue.MessageSlots;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.kafka.KafkaError;
import org.saddlebag.kafka.TopicRecord;

/**
 * Where records end that could not be delivered: those that never can be go to the dead-letter
 * topic, or stop their partition where there is none; all others come again.
 */
public final class KafkaDeadLetters implements CamelContextAware {

  private CamelContext context;
  private String topic = "";

  /**
   * Sends a record on, or fails as the delivery did, so that nothing is committed.
   *
   * @param exchange the failed exchange
   * @throws Exception what the delivery failed with; or if the record can't be sent on
   */
  public void take(Exchange exchange) throws Exception {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Parcel parcel = KafkaSlots.TAKEN.in(exchange).orElse(null);
    if (parcel == null
        || parcel.isLines()
        || exchange.getContext().isStopping()
        || !MessageFailures.ofTheMessage(failure)) {
      throw failure;
    }
    if (topic.isBlank()) {
      KafkaSlots.HALTS.put(exchange, true);
      throw failure;
    }
    SaddlebagException why = Failures.ours(failure);
    TopicRecord record = parcel.first().record();
    try {
      CamelContextHelper.mandatoryFindSingleByType(context, Kafka.class)
          .sendOn(topic, record, reasons(record, Slots.flowOf(exchange), why));
    } catch (SaddlebagException e) {
      // However often it is tried, the topic will not take it.
      KafkaSlots.HALTS.put(exchange, e.code() == KafkaError.KAFKA_TOO_LARGE);
      throw e;
    }
    MessageSlots.DEAD.put(exchange, why);
  }

  private static Map<String, String> reasons(
      TopicRecord record, String flow, SaddlebagException why) {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("SaddlebagCode", why.code().id());
    reasons.put("SaddlebagReason", OneLine.of(why.what()));
    reasons.put("SaddlebagFix", why.fix());
    reasons.put("SaddlebagFlow", flow);
    reasons.put("SaddlebagTopic", record.topic());
    reasons.put("SaddlebagPartition", String.valueOf(record.partition()));
    reasons.put("SaddlebagOffset", String.valueOf(record.offset()));
    reasons.put("SaddlebagTime", Instant.now().toString());
    return reasons;
  }

  /**
   * Where dead letters go.
   *
   * @param topic its name; blank where a partition is to stop instead
   */
  public void setTopic(String topic) {
    this.topic = topic;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }
}
