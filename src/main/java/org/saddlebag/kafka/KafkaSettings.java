package org.saddlebag.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How Kafka is reached.
 *
 * @param brokers the first ones to ask, {@code HOST:PORT}
 * @param protocol how they are spoken to
 * @param mechanism {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}; null without SASL
 * @param jaas reads who we are, in JAAS's words, anew for each client; null without SASL
 * @param trust whom we trust, or null for the platform's authorities
 * @param identity the certificate that we show, or null for none
 * @param sessionTimeout how long a node may be silent before others take over its partitions
 * @param answerTimeout how long brokers may take to answer before they count as away
 */
public record KafkaSettings(
    List<String> brokers,
    Protocol protocol,
    String mechanism,
    Supplier<char[]> jaas,
    KafkaStore trust,
    KafkaStore identity,
    Duration sessionTimeout,
    Duration answerTimeout) {

  /** How brokers are spoken to; the names are Kafka's. */
  public enum Protocol {
    /** In the clear, without a name. */
    PLAINTEXT,
    /** By TLS. */
    SSL,
    /** In the clear, with a name and a password. */
    SASL_PLAINTEXT,
    /** By TLS, with a name and a password. */
    SASL_SSL;

    /**
     * Whether what is sent to and fro is encrypted on its way.
     *
     * @return true with TLS
     */
    public boolean encrypted() {
      return this == SSL || this == SASL_SSL;
    }

    /**
     * Whether brokers ask for a name.
     *
     * @return true with SASL
     */
    public boolean sasl() {
      return this == SASL_PLAINTEXT || this == SASL_SSL;
    }
  }

  /** Checks that all is there. */
  public KafkaSettings {
    brokers = List.copyOf(brokers);
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(sessionTimeout, "sessionTimeout");
    Objects.requireNonNull(answerTimeout, "answerTimeout");
  }

  /** Without the sources of secrets. */
  @Override
  public String toString() {
    return "Kafka (%s, %s)".formatted(String.join(",", brokers), protocol);
  }
}
