package org.saddlebag.camel.sqs;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Takes each message of an SQS queue. */
@Component("sqs-queue")
public final class SqsQueueComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    SqsQueueEndpoint endpoint = new SqsQueueEndpoint(uri, this);
    endpoint.setQueue(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
