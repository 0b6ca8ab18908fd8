package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.PostgresServer;
import org.saddlebag.testing.ServerProcess;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Workers that share a queue and their database, and make one object of many messages: each message
 * is in one line, whoever dies where or sleeps for too long. There are ten times as many messages
 * as {@link WorkersCase} says.
 */
@Tag("servers")
class BatchWorkersKillsIT extends WorkersCase {

  private static final int ALL = 10 * MESSAGES;
  private static final int TRANSACTION = 100;
  private static final int KILLS = 6;
  private static final int DEATHS_MORE = 6;
  private static final String SIZE = "SIZE";
  private static final Map<String, Integer> SIZES = Map.of("a", 13, "b", 17, "c", 23);
  private static final Duration CLAIM = Duration.ofSeconds(5);

  /** Between the store and the acknowledgement, and while an object is on its way. */
  private static final List<String> DEATHS =
      List.of("before-acknowledge", "after-complete", "after-delivered", "after-part");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> wanted = new ArrayList<>();
  private final Map<String, Long> lines = new ConcurrentHashMap<>();
  private PostgresServer database;
  private boolean slept;
  private int deaths;

  @BeforeEach
  void connect() throws SQLException {
    database = PostgresServer.running().inEmptySchema("batch_workers_kills");
  }

  @Override
  void prepare(Installation node) {
    node.variable("DATABASE_PASSWORD", database.password());
  }

  /** Of another size on each: what comes again elsewhere comes in other company. */
  @Override
  String[] flowsOf(String worker, String... flows) {
    return Stream.of(flows)
        .map(flow -> flow.replace(SIZE, String.valueOf(SIZES.get(worker))))
        .toArray(String[]::new);
  }

  @Override
  int nextLife() {
    return deaths++ < DEATHS_MORE ? 2 * deaths + 1 : 0;
  }

  @Override
  String deathOf(int life) {
    return DEATHS.get(life / 2 % DEATHS.size()) + ":2";
  }

  @Override
  long counted(S3Client s3Client, String key) {
    return lines.computeIfAbsent(
        key,
        each ->
            Long.valueOf(
                s3Client
                    .headObject(head -> head.bucket(BUCKET).key(each))
                    .metadata()
                    .get("saddlebag-records")));
  }

  /** A store that dies before it answers has begun one that nobody knows of; it is empty. */
  @Override
  void requireNoUploads(SealedBucket sealed) {}

  private List<String> settings(List<String> more) {
    return Stream.concat(
            more.stream(),
            Stream.of(
                "saddlebag.database.url=" + database.url(),
                "saddlebag.database.user=" + database.user(),
                "saddlebag.database.password=env:DATABASE_PASSWORD",
                "saddlebag.database.claim-timeout=" + CLAIM.toSeconds() + "s"))
        .toList();
  }

  private static String flow(String template, String... own) {
    List<String> all = new ArrayList<>(List.of(own));
    all.addAll(
        List.of(
            "queue",
            TestBroker.QUEUE,
            "bucket",
            BUCKET,
            "key",
            "archive",
            "parallel",
            "4",
            "batchMessages",
            SIZE,
            "batchTime",
            "1s",
            "shared",
            "true",
            "retryDelay",
            "200",
            "retryDelayMax",
            "2000"));
    return Installation.flow(template, "orders", all.toArray(String[]::new));
  }

  private String next() {
    String content = "message " + wanted.size() + " " + random.nextLong();
    wanted.add(content);
    return content;
  }

  @Test
  void jms_messages_are_in_one_line_whoever_dies() throws Exception {
    int port = TestBroker.freePort();
    Path folder = temp.resolve("broker");
    try (TestBroker broker = TestBroker.at(folder, port).maxDeliveries(-1).up()) {
      for (int i = 0; i < ALL; i += TRANSACTION) {
        List<TestBroker.Maker> some = new ArrayList<>();
        for (int j = i; j < Math.min(ALL, i + TRANSACTION); j++) {
          some.add(TestBroker.text(next()));
        }
        broker.send(some.toArray(TestBroker.Maker[]::new));
      }
    }
    List<Worker> workers =
        workers(
            settings(
                List.of(
                    "saddlebag.brokers.events.uri=amqp://127.0.0.1:" + port,
                    "saddlebag.brokers.events.user=" + TestBroker.USER,
                    "saddlebag.brokers.events.password=env:BROKER_PASSWORD")),
            flow("jms-to-s3", "broker", "events"));
    try (ServerProcess broker = ServerProcess.start(ServerProcess.Kind.BROKER, folder, port)) {
      workOff(
          workers,
          ALL,
          KILLS,
          () -> {
            broker.kill();
            broker.up();
            killed("broker");
            sleepTooLong(workers);
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
    requireEachInOneLine("jms");
  }

  @Test
  void sqs_messages_are_in_one_line_whoever_dies() throws Exception {
    try (TestSqs sqs = TestSqs.start()) {
      for (int i = 0; i < ALL; i++) {
        sqs.send(next());
      }
      List<Worker> workers =
          workers(
              settings(sqs.settings(temp)),
              flow("sqs-to-s3", "deadLetterQueue", TestSqs.DEAD_LETTERS, "visibilityTimeout", "5"));
      try {
        // ElasticMQ holds its messages in memory: killing it would prove nothing about us.
        workOff(workers, ALL, KILLS, () -> sleepTooLong(workers));
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
    requireEachInOneLine("sqs");
  }

  /** Others take over what it had, and it goes on as if nothing had been. */
  private void sleepTooLong(List<Worker> workers) throws Exception {
    if (!slept) {
      slept = true;
      workers.get(0).sleep(CLAIM.plusSeconds(2));
      killed("worker asleep for too long");
    }
  }

  private void requireEachInOneLine(String broker) throws Exception {
    judge(
        BUCKET,
        bucket -> {
          List<String> found = new ArrayList<>();
          Map<String, List<String>> objectsOf = new TreeMap<>();
          bucket.each(
              (key, content) -> {
                for (String value : values(content)) {
                  found.add(value);
                  objectsOf.computeIfAbsent(value, each -> new ArrayList<>()).add(key);
                }
              });
          objectsOf.values().removeIf(objects -> objects.size() == 1);
          Collections.sort(found);
          Collections.sort(wanted);
          assertThat(new TreeSet<>(found)).as("nothing lost").isEqualTo(new TreeSet<>(wanted));
          assertThat(objectsOf).as("in several lines").isEmpty();
          assertThat(found).isEqualTo(wanted);
          tell(
              "%d messages of %s, each in one line".formatted(found.size(), broker),
              bucket.objects().size(),
              found.stream().map(WorkersCase::digest).toList());
        });
  }

  private static List<String> values(byte[] content) {
    List<String> values = new ArrayList<>();
    for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
      try {
        values.add(JSON.readTree(line).path("value").asText());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return values;
  }
}
