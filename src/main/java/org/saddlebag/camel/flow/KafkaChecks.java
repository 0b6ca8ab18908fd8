package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.kafka.KafkaError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka for the topics that the flows name, so that a wrong name or wrong credentials are
 * found at the start. Brokers that are down may come.
 */
final class KafkaChecks {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Kafka kafka;
  private final UnaryOperator<String> placeholders;

  KafkaChecks(Kafka kafkaOrNull, UnaryOperator<String> placeholders) {
    this.kafka = kafkaOrNull;
    this.placeholders = placeholders;
  }

  List<String> problems(RouteFiles routes) {
    List<String> problems = new ArrayList<>();
    for (FlowDeclaration flow : routes.flows()) {
      if (flow.fromKafka()) {
        check(flow, FlowValues.of(flow, placeholders), problems);
      }
    }
    return problems;
  }

  private void check(FlowDeclaration flow, FlowValues values, List<String> problems) {
    if (kafka == null) {
      problems.add("%s needs Kafka: %s".formatted(flow, KafkaError.KAFKA_NOT_CONFIGURED.fix()));
      return;
    }
    try {
      for (String topic : List.of(values.value("topic"), values.value("deadLetterTopic"))) {
        if (!topic.isEmpty()) {
          String unused = kafka.look(topic);
        }
      }
    } catch (SaddlebagException e) {
      if (e.retryable()) {
        LOG.warn("{}: {}: {}; waiting for it", flow.name(), e.code().id(), e.what());
      } else {
        problems.add("%s: %s: %s".formatted(flow, e.what(), e.fix()));
      }
    }
  }

  /** What is wrong with a flow's parameters together; it has those of its template's defaults. */
  static List<String> together(FlowDeclaration flow) {
    List<String> problems = new ArrayList<>();
    if (flow.given("topic").isPresent()
        && flow.given("topic").equals(flow.given("deadLetterTopic"))) {
      problems.add(flow + " has its own topic for its dead letters: name another");
    }
    return problems;
  }
}
