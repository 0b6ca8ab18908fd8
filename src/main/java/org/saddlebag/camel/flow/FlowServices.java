package org.saddlebag.camel.flow;

import java.util.Map;
import java.util.Set;
import org.saddlebag.broker.Broker;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.claims.Claims;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.sqs.Sqs;

/**
 * What the steps of the flows work with. Whoever built it closes it, after the flows have stopped.
 *
 * @param sealer seals
 * @param opener opens
 * @param store the object store
 * @param deliveries brings sealed content into the store
 * @param state what survives restarts; its journal is not recovered yet
 * @param masterKeys the names that flows may use
 * @param customerKeys SSE-C keys by name
 * @param brokers message brokers by name
 * @param sqs queues at SQS
 * @param kafka the topics of the Kafka cluster, or null where none is configured
 * @param claims what flows that are shared claim their sources from, or null where nodes share no
 *     database
 */
public record FlowServices(
    Sealer sealer,
    Opener opener,
    ObjectStore store,
    ObjectDelivery deliveries,
    DeliveryState state,
    Set<String> masterKeys,
    Map<String, CustomerKey> customerKeys,
    Map<String, Broker> brokers,
    Sqs sqs,
    Kafka kafka,
    Claims claims) {

  /** Copies the collections. */
  public FlowServices {
    masterKeys = Set.copyOf(masterKeys);
    customerKeys = Map.copyOf(customerKeys);
    brokers = Map.copyOf(brokers);
  }
}
