package org.saddlebag.camel.flow;

import org.apache.camel.Endpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.saddlebag.camel.kafka.KafkaTopicEndpoint;
import org.saddlebag.camel.s3object.FoundObjectsEndpoint;
import org.saddlebag.camel.sqs.SqsQueueEndpoint;

/** Lets polls follow each other closely where the work is to be done once and soon. */
final class ShortPauses extends LifecycleStrategySupport {

  private static final long PAUSE_MILLIS = 300;

  private static final int WAIT_SECONDS = 1;

  @Override
  public void onEndpointAdd(Endpoint endpoint) {
    if (endpoint instanceof FoundObjectsEndpoint objects) {
      objects.setRescan(Math.min(objects.getRescan(), PAUSE_MILLIS));
    }
    if (endpoint instanceof ScheduledPollEndpoint polling) {
      polling.setDelay(Math.min(polling.getDelay(), PAUSE_MILLIS));
    } else if (endpoint instanceof SqsQueueEndpoint queue) {
      queue.setWait(Math.min(queue.getWait(), WAIT_SECONDS));
    } else if (endpoint instanceof KafkaTopicEndpoint topic) {
      topic.setOnce(true);
    }
  }
}
