package org.saddlebag.camel.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A flow as somebody has declared it.
 *
 * @param file where it stands, for messages
 * @param name its name (Camel's {@code routeId}), or null
 * @param template the route template it is made from, or null
 * @param parameters what it gives, as written or with placeholders resolved
 */
public record FlowDeclaration(
    String file, String name, String template, Map<String, String> parameters) {

  /** Copies the parameters and keeps their order. */
  public FlowDeclaration {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * A parameter that is given and not empty.
   *
   * @param parameter its name
   * @return its value
   */
  public Optional<String> given(String parameter) {
    return Optional.ofNullable(parameters.get(parameter)).filter(value -> !value.isBlank());
  }

  /**
   * Whether it brings something into the store.
   *
   * @return true for {@code directory-to-s3}, {@code jms-to-s3} and the like
   */
  public boolean sends() {
    return template != null && template.endsWith("-to-s3");
  }

  /**
   * Whether it brings messages of a queue into the store, many in one object perhaps.
   *
   * @return true for {@code jms-to-s3} and {@code sqs-to-s3}
   */
  public boolean sendsMessages() {
    return "jms-to-s3".equals(template) || "sqs-to-s3".equals(template);
  }

  /**
   * The parameter that names the queue of Amazon SQS that it receives from.
   *
   * @return {@code queue} of {@code sqs-to-s3} and {@code requests-to-directory}, {@code events} of
   *     a flow that has them; else empty
   */
  public Optional<String> sqsParameter() {
    if ("sqs-to-s3".equals(template) || "requests-to-directory".equals(template)) {
      return Optional.of("queue");
    }
    return given("events").map(queue -> "events");
  }

  /**
   * Whether it takes messages of Amazon SQS.
   *
   * @return true where {@link #sqsParameter} has one
   */
  public boolean fromSqs() {
    return sqsParameter().isPresent();
  }

  /**
   * Whether its messages ask for objects that may have to be restored from an archive first.
   *
   * @return true for {@code requests-to-directory}
   */
  public boolean restores() {
    return "requests-to-directory".equals(template);
  }

  /**
   * Whether it takes records of Kafka.
   *
   * @return true for {@code kafka-to-s3}
   */
  public boolean fromKafka() {
    return "kafka-to-s3".equals(template);
  }

  @Override
  public String toString() {
    return "flow '" + (name == null ? "without a name" : name) + "' (" + file + ")";
  }
}
