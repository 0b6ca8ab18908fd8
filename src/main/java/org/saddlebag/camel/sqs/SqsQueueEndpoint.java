package org.saddlebag.camel.sqs;

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
import org.saddlebag.sqs.Sqs;

/** Take the messages of an SQS queue, and delete them when their delivery is proven. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "sqs-queue",
    title = "SQS Queue",
    syntax = "sqs-queue:queue",
    consumerOnly = true,
    category = {Category.CLOUD, Category.MESSAGING})
public final class SqsQueueEndpoint extends DefaultEndpoint {

  @UriPath(description = "The name of the queue.")
  @Metadata(required = true)
  private String queue;

  @UriParam(defaultValue = "16", description = "How many messages are delivered at once.")
  private int parallel = 16;

  @UriParam(
      defaultValue = "60",
      description =
          "Seconds for which nobody else gets a message; extended until its delivery ends.")
  private int visibilityTimeout = 60;

  @UriParam(
      defaultValue = "20",
      description = "Seconds that SQS may wait for a message before it answers that there is none.")
  private int wait = 20;

  @UriParam(
      defaultValue = "900",
      description = "Seconds after which a message comes again that a step has put off.")
  private int later = 900;

  @UriParam(description = "How messages become objects: a bean; by default each is one.")
  private BatchSettings batch;

  SqsQueueEndpoint(String uri, SqsQueueComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("sqs-queue has no producer; use it with from:");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    SqsConsumer consumer =
        new SqsConsumer(
            this,
            processor,
            CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), Sqs.class).queue(queue),
            CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), FlowLedger.class));
    configureConsumer(consumer);
    return consumer;
  }

  public String getQueue() {
    return queue;
  }

  public void setQueue(String queue) {
    this.queue = queue;
  }

  public int getParallel() {
    return parallel;
  }

  public void setParallel(int parallel) {
    this.parallel = parallel;
  }

  public int getVisibilityTimeout() {
    return visibilityTimeout;
  }

  public void setVisibilityTimeout(int visibilityTimeout) {
    this.visibilityTimeout = visibilityTimeout;
  }

  public int getLater() {
    return later;
  }

  public void setLater(int later) {
    this.later = later;
  }

  public BatchSettings getBatch() {
    return batch;
  }

  public void setBatch(BatchSettings batch) {
    this.batch = batch;
  }

  public int getWait() {
    return wait;
  }

  public void setWait(int wait) {
    this.wait = wait;
  }
}
