package org.saddlebag.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import java.net.ConnectException;
import java.net.URI;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.qpid.jms.exceptions.JmsConnectionFailedException;
import org.apache.qpid.jms.provider.exceptions.ProviderIOException;
import org.junit.jupiter.api.Test;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.errors.SaddlebagException;

/** A broker that says no is told from one that says nothing. */
class BrokerTroublesTest {

  private static SaddlebagException of(Throwable failure) {
    return BrokerTroubles.of(
        new BrokerSettings(
            "events", URI.create("amqp://127.0.0.1"), null, null, TlsSettings.platform(), 1),
        failure);
  }

  @Test
  void a_broker_that_answers_has_failed() {
    SaddlebagException trouble = of(new ResourceAllocationException("the queue is full"));

    assertThat(trouble.code()).isEqualTo(BrokerError.BROKER_FAILED);
    assertThat(trouble.what()).contains("broker events", "the queue is full");
    assertThat(trouble.retryable()).isTrue();
  }

  @Test
  void a_connection_that_can_not_be_had_or_breaks_is_no_answer() {
    JMSException refused = new JMSException("refused");
    refused.initCause(new ConnectException("refused"));

    assertThat(of(refused).code()).isEqualTo(BrokerError.BROKER_UNREACHABLE);
    assertThat(of(new JmsConnectionFailedException(new ProviderIOException("gone"))).code())
        .isEqualTo(BrokerError.BROKER_UNREACHABLE);
    assertThat(of(new IllegalArgumentException("anything")).code())
        .isEqualTo(BrokerError.BROKER_UNREACHABLE);
  }

  @Test
  void what_the_client_of_artemis_says_is_told_apart_as_well() {
    assertThat(of(core(ActiveMQExceptionType.NOT_CONNECTED)).code())
        .isEqualTo(BrokerError.BROKER_UNREACHABLE);
    assertThat(of(core(ActiveMQExceptionType.LARGE_MESSAGE_INTERRUPTED)).code())
        .isEqualTo(BrokerError.BROKER_UNREACHABLE);
    assertThat(of(core(ActiveMQExceptionType.ADDRESS_FULL)).code())
        .isEqualTo(BrokerError.BROKER_FAILED);
    assertThat(of(new JMSException("There is no queue with name orders")).code())
        .isEqualTo(BrokerError.NO_SUCH_QUEUE);
  }

  private static JMSException core(ActiveMQExceptionType type) {
    JMSException failure = new JMSException("as Artemis says");
    failure.initCause(type.createException("as Artemis says"));
    return failure;
  }
}
