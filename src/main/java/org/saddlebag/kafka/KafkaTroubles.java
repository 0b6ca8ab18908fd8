package org.saddlebag.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.SaddlebagException;

/** Turns what the client throws into our failures, without secrets. */
final class KafkaTroubles {

  private KafkaTroubles() {}

  /**
   * Our failure for one of the client.
   *
   * @param act what was asked, for example {@code look at topic 'orders'}
   * @param settings who was asked
   * @param failure what was thrown
   */
  static SaddlebagException of(String act, KafkaSettings settings, Throwable failure) {
    Throwable inner = failure;
    while (inner instanceof ExecutionException && inner.getCause() != null) {
      inner = inner.getCause();
    }
    if (inner instanceof SaddlebagException ours) {
      return ours;
    }
    KafkaError code = code(inner);
    String why = why(code == KafkaError.KAFKA_NOT_TRUSTED ? innermost(inner) : inner);
    // What the client says of settings may quote them.
    String shown = code == KafkaError.KAFKA_SETTINGS ? inner.getClass().getSimpleName() : why;
    return new BrokerUnavailable(
        code,
        "could not %s at %s: %s".formatted(act, settings, shown),
        code.retryable(),
        code == KafkaError.KAFKA_SETTINGS ? null : inner);
  }

  private static String why(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /** Of TLS the client itself says only that it failed. */
  private static Throwable innermost(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner;
  }

  private static KafkaError code(Throwable failure) {
    if (failure instanceof SslAuthenticationException) {
      return KafkaError.KAFKA_NOT_TRUSTED;
    }
    if (failure instanceof AuthenticationException) {
      return KafkaError.KAFKA_CREDENTIALS_REFUSED;
    }
    if (failure instanceof AuthorizationException) {
      return KafkaError.KAFKA_DENIED;
    }
    if (failure instanceof UnknownTopicOrPartitionException
        || failure instanceof UnknownTopicIdException
        || failure instanceof InvalidTopicException) {
      return KafkaError.KAFKA_NO_SUCH_TOPIC;
    }
    if (failure instanceof org.apache.kafka.common.errors.TimeoutException
        || failure instanceof TimeoutException
        || failure instanceof DisconnectException) {
      return KafkaError.KAFKA_UNREACHABLE;
    }
    if (failure instanceof RecordTooLargeException) {
      return KafkaError.KAFKA_TOO_LARGE;
    }
    if (failure instanceof ConfigException
        || (failure instanceof KafkaException && failure.getCause() instanceof ConfigException)) {
      return KafkaError.KAFKA_SETTINGS;
    }
    return KafkaError.KAFKA_FAILED;
  }
}
