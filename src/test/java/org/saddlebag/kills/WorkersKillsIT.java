package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.ServerProcess;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.TestSqs;
import org.saddlebag.testing.Trees;

/** The messages of a JMS broker, a tenth of which is sent twice under one id, and those of SQS. */
@Tag("servers")
class WorkersKillsIT extends WorkersCase {

  private static final int TRANSACTION = 100;
  private static final int KILLS = 8;

  private final List<String> wanted = new ArrayList<>();

  @Test
  void jms_messages_are_in_s3_once_whoever_dies() throws Exception {
    int port = TestBroker.freePort();
    Path folder = temp.resolve("broker");
    try (TestBroker broker = TestBroker.at(folder, port).maxDeliveries(-1).up()) {
      sendTo(broker);
    }
    List<String> settings =
        List.of(
            "saddlebag.brokers.events.uri=amqp://127.0.0.1:" + port,
            "saddlebag.brokers.events.user=" + TestBroker.USER,
            "saddlebag.brokers.events.password=env:BROKER_PASSWORD");
    String flow =
        Installation.flow(
            "jms-to-s3",
            "orders",
            "broker",
            "events",
            "queue",
            TestBroker.QUEUE,
            "bucket",
            BUCKET,
            "key",
            "archive",
            "parallel",
            "4",
            "retryDelay",
            "200",
            "retryDelayMax",
            "2000");
    List<Worker> workers = workers(settings, flow);
    try (ServerProcess broker = ServerProcess.start(ServerProcess.Kind.BROKER, folder, port)) {
      workOff(
          workers,
          wanted.size(),
          KILLS,
          () -> {
            broker.kill();
            broker.up();
            killed("broker");
          });
      broker.kill();
    } finally {
      for (Worker each : workers) {
        each.kill();
      }
    }
    try (TestBroker broker = TestBroker.at(folder, port).maxDeliveries(-1).up()) {
      finish(workers);
      assertThat(broker.count(TestBroker.QUEUE)).as("left in the queue").isZero();
      assertThat(broker.count(TestBroker.DEAD_LETTERS)).as("dead letters").isZero();
    }
    requireEachOnce("jms");
  }

  @Test
  void sqs_messages_are_in_s3_once_whoever_dies() throws Exception {
    try (TestSqs sqs = TestSqs.start()) {
      for (int i = 0; i < MESSAGES; i++) {
        String content = text(Math.min(200_000, size(i)));
        sqs.send(content);
        wanted.add(digest(content));
      }
      String flow =
          Installation.flow(
              "sqs-to-s3",
              "orders",
              "queue",
              TestSqs.QUEUE,
              "deadLetterQueue",
              TestSqs.DEAD_LETTERS,
              "bucket",
              BUCKET,
              "key",
              "archive",
              "parallel",
              "4",
              "visibilityTimeout",
              "5",
              "retryDelay",
              "200",
              "retryDelayMax",
              "2000");
      List<Worker> workers = workers(sqs.settings(temp), flow);
      try {
        // ElasticMQ holds its messages in memory: killing it would prove nothing about us.
        workOff(workers, wanted.size(), KILLS, () -> {});
      } finally {
        for (Worker each : workers) {
          each.kill();
        }
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () -> {
                finish(workers);
                return sqs.count(TestSqs.QUEUE) == 0;
              });
      assertThat(sqs.count(TestSqs.DEAD_LETTERS)).as("dead letters").isZero();
    }
    requireEachOnce("sqs");
  }

  private void sendTo(TestBroker broker) throws Exception {
    List<TestBroker.Maker> some = new ArrayList<>();
    List<Map.Entry<UUID, String>> again = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      if (i % 10 == 0) {
        String twice = "twice " + i;
        UUID id = UUIDGenerator.getInstance().generateUUID();
        broker.sendAs(id, twice);
        again.add(Map.entry(id, twice));
        wanted.add(digest(twice));
      } else {
        byte[] content = new byte[size(i)];
        random.nextBytes(content);
        some.add(TestBroker.bytes(content));
        wanted.add(Trees.digest(content));
      }
      if (some.size() == TRANSACTION || i == MESSAGES - 1) {
        broker.send(some.toArray(TestBroker.Maker[]::new));
        some.clear();
        for (Map.Entry<UUID, String> each : again) {
          broker.sendAs(each.getKey(), each.getValue());
        }
        again.clear();
      }
    }
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder("content ");
    random.ints(length, 'a', 'z').forEach(letter -> text.append((char) letter));
    return text.toString();
  }

  private void requireEachOnce(String broker) throws Exception {
    judge(
        BUCKET,
        bucket -> {
          List<String> found = new ArrayList<>(bucket.digests().values());
          Collections.sort(found);
          Collections.sort(wanted);
          assertThat(found).isEqualTo(wanted);
          tell("%d messages of %s".formatted(wanted.size(), broker), found.size(), found);
        });
  }
}
