package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.stream;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerSettings;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.Cable;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.TestCertificate;

/** By Artemis' own protocol, which breaks off in ways of its own. */
class CoreTroubleTest extends BrokerTroubleContract {

  @Override
  String uri() {
    return broker.coreUri();
  }

  @Override
  String sendOne() throws JMSException {
    byte[] content = large(1 << 20);
    broker.sendByCore(stream(new ByteArrayInputStream(content)));
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  private static byte[] large(int bytes) {
    byte[] content = new byte[bytes];
    new Random(1).nextBytes(content);
    return content;
  }

  @Test
  void a_large_message_that_breaks_off_goes_back_and_comes_again_whole() throws Exception {
    broker.up();
    byte[] content = large(6 << 20);
    broker.sendByCore(stream(new ByteArrayInputStream(content)));
    house.fromQueue("orders", "parallel=1");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        Cable cable = new Cable(URI.create(broker.uri()).getPort())) {
      house.broker("tcp://127.0.0.1:" + cable.port(), TestBroker.USER, TestBroker.PASSWORD);
      cable.pullAfter(3 << 20);
      try (FlowHouse.Run run = house.open()) {
        run.runner.start();
        await().atMost(PATIENCE).until(() -> log.said("message-interrupted") == 1);
        assertThat(FlowHouse.tree(house.state().resolve("spool"))).isEmpty();
        assertThat(house.keys()).isEmpty();
        cable.plugIn();
        await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      }
      assertThat(log.said("went back after 1 attempt")).isEqualTo(1);
      assertThat(log.said("attempt 1 of")).as("read on in the middle").isZero();
    }
    assertThat(waiting() + dead()).isZero();
    assertThat(opened()).containsExactly(new String(content, StandardCharsets.ISO_8859_1));
  }

  @Test
  void a_body_whose_end_the_broker_has_lost_is_not_taken_for_whole() throws Exception {
    broker.up();
    byte[] content = large(1 << 20);
    String id = broker.sendByCore(stream(new ByteArrayInputStream(content))).get(0);
    broker.down();
    broker.loseEnds(700_000);
    broker.up();
    house.fromQueue("orders");

    assertThat(house.once().failed()).isEqualTo(1);

    assertThat(house.keys()).isEmpty();
    assertThat(waiting()).isZero();
    BytesMessage letter = (BytesMessage) broker.take(TestBroker.DEAD_LETTERS).get(0);
    assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("message-unreadable");
    assertThat(letter.getStringProperty("SaddlebagReason")).contains("700000", "1048576");
    assertThat(letter.getStringProperty("SaddlebagMessageId")).isEqualTo(id);
    assertThat(letter.getBodyLength()).isEqualTo(700_000);
  }

  @Test
  void a_broker_that_shows_a_certificate_of_an_unknown_authority_is_not_trusted() throws Exception {
    TestCertificate own = TestCertificate.valid(folder, "broker", "ip:127.0.0.1");
    TestCertificate elsewhere = TestCertificate.valid(folder, "elsewhere", "dns:else.example");
    house.fromQueue("orders");
    for (TestCertificate shown : new TestCertificate[] {own, elsewhere}) {
      try (TestBroker encrypted =
          TestBroker.startWithTls(folder.resolve(shown.pem().getFileName() + ".d"), shown)) {
        house.broker(encrypted.coreUri(), TestBroker.USER, TestBroker.PASSWORD);
        assertThatThrownBy(house::once)
            .isInstanceOf(Refused.class)
            .hasMessageContaining("is not trusted")
            .hasMessageContaining("ca-bundle");
        house.broker(
            encrypted.coreUri(),
            TestBroker.USER,
            TestBroker.PASSWORD,
            TlsSettings.trusting(shown.pem()));
        if (shown == own) {
          encrypted.sendByCore(stream(new ByteArrayInputStream(large(1 << 20))));
          assertThat(house.once().delivered()).isEqualTo(1);
        } else {
          assertThatThrownBy(house::once)
              .isInstanceOf(Refused.class)
              .hasMessageContaining("is not trusted");
        }
      }
    }
  }

  /** The listener asks, lest it count as a look that has found nothing. */
  @Test
  void a_receive_that_ends_with_its_connection_is_told_from_an_empty_queue() throws Exception {
    broker.up();
    BrokerSettings settings =
        new BrokerSettings(
            "events",
            URI.create(broker.coreUri()),
            TestBroker.USER,
            TestBroker.PASSWORD::toCharArray,
            TlsSettings.platform(),
            1);
    try (Broker pool = Broker.of(settings);
        Connection connection = pool.connections().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(TestBroker.QUEUE))) {
      connection.start();
      consumer.getMessageSelector();
      ExecutorService other = Executors.newSingleThreadExecutor();
      other.execute(() -> receive(consumer));
      other.shutdown();
      broker.down();

      assertThat(other.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThatThrownBy(consumer::getMessageSelector).isInstanceOf(JMSException.class);
    }
  }

  private static void receive(MessageConsumer consumer) {
    try {
      assertThat(consumer.receive(120_000)).isNull();
    } catch (JMSException e) {
      // It may know by itself.
    }
  }
}
