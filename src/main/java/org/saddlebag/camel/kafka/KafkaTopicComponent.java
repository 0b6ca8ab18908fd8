package org.saddlebag.camel.kafka;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Takes the records of a Kafka topic. */
@Component("kafka-topic")
public final class KafkaTopicComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    KafkaTopicEndpoint endpoint = new KafkaTopicEndpoint(uri, this);
    endpoint.setTopic(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
