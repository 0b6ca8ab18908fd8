package org.saddlebag.kafka;

import org.saddlebag.errors.ErrorCode;

/** What Kafka, or the way to it, can refuse. */
public enum KafkaError implements ErrorCode {
  /** No broker answers, or not in time. */
  KAFKA_UNREACHABLE("Start the brokers, or correct camel.component.kafka.brokers.", true),
  /** The brokers do not let us in. */
  KAFKA_CREDENTIALS_REFUSED(
      "Correct camel.component.kafka.saslMechanism and saslJaasConfig, or the client's certificate.",
      false),
  /** TLS fails, or the certificate is not trusted. */
  KAFKA_NOT_TRUSTED(
      "Name a truststore with the brokers' authority as camel.component.kafka.sslTruststoreLocation,"
          + " and reach them by the names in their certificates.",
      false),
  /** The brokers know us, and say no. */
  KAFKA_DENIED(
      "Allow this user to describe and read the topic and its group, and to write dead letters.",
      false),
  /** No such topic. */
  KAFKA_NO_SUCH_TOPIC("Create the topic, or correct its name in the flow.", false),
  /** The settings can't be used together, or a store or secret is of no use. */
  KAFKA_SETTINGS("Correct camel.component.kafka.* as said.", false),
  /** No brokers are configured. */
  KAFKA_NOT_CONFIGURED("Set camel.component.kafka.brokers in application.properties.", false),
  /** Records went before they were delivered, by the topic's retention or by somebody's hand. */
  KAFKA_RECORDS_GONE(
      "Raise the topic's retention, and let the flow run; what is gone is only with the sender.",
      false),
  /** A topic has lost its last records, as by an unclean election of a leader. */
  KAFKA_TRUNCATED(
      "Set the group's offset to where the partition ends, and let the flow write under another key:"
          + " new records have offsets that delivered ones had.",
      false),
  /** A place in a topic, and an object that was made from there, do not fit. */
  KAFKA_BAD_MARKS("Look who has changed the object's metadata; move the object away.", false),
  /** A topic takes no record of that size. */
  KAFKA_TOO_LARGE(
      "Raise max.message.bytes of the dead-letter topic, and start the flow again.", false),
  /** Something else that the brokers answered. */
  KAFKA_FAILED("Look at the brokers' log; the work goes on by itself.", true);

  private final String fix;
  private final boolean retryable;

  KafkaError(String fix, boolean retryable) {
    this.fix = fix;
    this.retryable = retryable;
  }

  @Override
  public String fix() {
    return fix;
  }

  boolean retryable() {
    return retryable;
  }
}
