package org.saddlebag.camel.kafka;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.kafka.Kafka;

/** Take the records of a Kafka topic, and commit them when their delivery is proven. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "kafka-topic",
    title = "Kafka Topic",
    syntax = "kafka-topic:topic",
    consumerOnly = true,
    category = {Category.MESSAGING})
public final class KafkaTopicEndpoint extends DefaultEndpoint {

  @UriPath(description = "The name of the topic.")
  @Metadata(required = true)
  private String topic;

  @UriParam(description = "The consumer group; by default saddlebag- and the route's id.")
  private String group = "";

  @UriParam(description = "How records become objects: a bean.")
  @Metadata(required = true)
  private BatchSettings records;

  @UriParam(
      defaultValue = "earliest",
      description = "Where a group begins that has committed nothing.")
  private OffsetStart autoOffsetReset = OffsetStart.earliest;

  @UriParam(defaultValue = "8", description = "How many partitions are delivered at once.")
  private int parallel = 8;

  @UriParam(
      defaultValue = "false",
      description = "Whether only what is there at the start is taken.")
  private boolean once;

  KafkaTopicEndpoint(String uri, KafkaTopicComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("kafka-topic has no producer; use it with from:");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    TopicConsumer consumer =
        new TopicConsumer(
            this,
            processor,
            CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), Kafka.class),
            CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), FlowLedger.class));
    configureConsumer(consumer);
    return consumer;
  }

  public String getTopic() {
    return topic;
  }

  public void setTopic(String topic) {
    this.topic = topic;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }

  public BatchSettings getRecords() {
    return records;
  }

  public void setRecords(BatchSettings records) {
    this.records = records;
  }

  public OffsetStart getAutoOffsetReset() {
    return autoOffsetReset;
  }

  public void setAutoOffsetReset(OffsetStart autoOffsetReset) {
    this.autoOffsetReset = autoOffsetReset;
  }

  public int getParallel() {
    return parallel;
  }

  public void setParallel(int parallel) {
    this.parallel = parallel;
  }

  public boolean isOnce() {
    return once;
  }

  public void setOnce(boolean once) {
    this.once = once;
  }
}
