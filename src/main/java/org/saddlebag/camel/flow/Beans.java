package org.saddlebag.camel.flow;

import java.util.HashMap;
import java.util.Map;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.queue.MessageRetry;
import org.saddlebag.camel.queue.NoHeaders;
import org.saddlebag.camel.queue.QueueListeners;
import org.saddlebag.camel.s3object.SseParameters;

/** The beans that our steps look for by their types. */
final class Beans {

  private static final String NO_HEADERS = "noHeaders";

  private Beans() {}

  static Map<String, Object> of(FlowServices services, FlowLedger ledger) {
    Map<String, Object> beans = new HashMap<>();
    services.customerKeys().forEach((name, key) -> beans.put(SseParameters.BEAN + name, key));
    services
        .brokers()
        .forEach(
            (name, broker) -> {
              beans.put(QueueListeners.BROKER + name, broker);
              beans.put(QueueListeners.CONNECTIONS + name, broker.connections());
            });
    beans.put(NO_HEADERS, new NoHeaders());
    beans.put(MessageRetry.BEAN, new MessageRetry());
    beans.put("sealer", services.sealer());
    beans.put("sqs", services.sqs());
    beans.put("opener", services.opener());
    beans.put("objectStore", services.store());
    beans.put("objectDelivery", services.deliveries());
    beans.put("deliveryState", services.state());
    beans.put("flowLedger", ledger);
    if (services.kafka() != null) {
      beans.put("kafka", services.kafka());
    }
    if (services.claims() != null) {
      beans.put("claims", services.claims());
    }
    return beans;
  }
}
