package org.saddlebag.camel.flow;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.errors.SaddlebagException;

/** What the parameters must be like that flows from Kafka alone have. */
final class KafkaRules {

  /** Each takes some memory while its object is made. */
  static final long MOST_MESSAGES = 1_000_000;

  /** Source: Apache Kafka, {@code org.apache.kafka.common.internals.Topic}. */
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private KafkaRules() {}

  static Map<String, ParameterRule> all() {
    return Map.of(
        "topic", KafkaRules::topic,
        "deadLetterTopic", KafkaRules::topic,
        "group", KafkaRules::group,
        "objectKey", KafkaRules::objectKey);
  }

  private static Optional<String> topic(String name) {
    return TOPIC.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("is no name of a topic: use letters, digits and . _ -, up to 249");
  }

  private static Optional<String> group(String name) {
    return GROUP.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("is no name of a group here: use letters, digits and . _ -, up to 249");
  }

  private static Optional<String> objectKey(String template) {
    try {
      ObjectKeyTemplate.parse(template).forRecords();
      return Optional.empty();
    } catch (SaddlebagException e) {
      return Optional.of("is wrong, " + e.what() + ": " + e.fix());
    }
  }
}
