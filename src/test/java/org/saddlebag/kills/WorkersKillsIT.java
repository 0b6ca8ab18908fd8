package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.local.LocalOptions;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ServerProcess;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.TestSqs;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Three workers on one queue; broker, S3 and each worker are killed in turn, and workers die
 * between S3's answer and the acknowledgement, too. {@code -Dsaddlebag.kills.messages=10000} for as
 * many messages; a tenth of them is sent twice under one id.
 */
@Tag("servers")
class WorkersKillsIT {

  private static final String BUCKET = "workers-kills";
  private static final int MESSAGES = Integer.getInteger("saddlebag.kills.messages", 300);
  private static final int KILLS = Math.max(8, MESSAGES / 400);
  private static final int TRANSACTION = 100;

  @TempDir private Path temp;
  private final int s3Port = TestBroker.freePort();
  private final List<String> wanted = new ArrayList<>();
  private final Random random = new Random(17);
  private final Map<String, Integer> killed = new LinkedHashMap<>();
  private List<String> store;
  private S3Client client;
  private ServerProcess s3;

  @BeforeEach
  void start() throws IOException {
    NewKeystore.create(temp.resolve("keys.p12"), "archive", Installation.PASSWORD.clone());
    try (LocalS3 first = localS3()) {
      first.ensureBucket(BUCKET);
      store = Stores.local(first, temp);
      client =
          LocalClients.s3(
              URI.create("http://127.0.0.1:" + s3Port), first.accessKey(), first.secretKey());
    }
    s3 = ServerProcess.start(ServerProcess.Kind.S3, temp.resolve("s3"), s3Port);
  }

  @AfterEach
  void stop() {
    client.close();
    s3.close();
  }

  private LocalS3 localS3() {
    return LocalS3.start(
        temp.resolve("s3"),
        LocalS3Options.defaults().with(LocalOptions.defaults().withPort(s3Port)));
  }

  /** Kills a server and starts it again. */
  @FunctionalInterface
  private interface Killing {
    void kill() throws IOException, InterruptedException;
  }

  /** A worker process and what it is started with. */
  private final class Worker {
    private final Installation node;
    private Process process;

    Worker(String name, List<String> settings, String... flow) throws IOException {
      Path folder = temp.resolve(name);
      List<String> all = new ArrayList<>(store);
      all.addAll(settings);
      node = Installation.in(folder, all);
      Files.copy(temp.resolve("keys.p12"), node.keystore(), StandardCopyOption.REPLACE_EXISTING);
      node.variable("BROKER_PASSWORD", TestBroker.PASSWORD);
      node.flows(Installation.flow(flow[0], "orders", Arrays.copyOfRange(flow, 1, flow.length)));
    }

    /** Every other life of it ends by itself, before an acknowledgement. */
    void start(int life) throws IOException {
      String end = life % 2 == 0 ? "" : " -Dsaddlebag.failpoint=before-acknowledge:" + (20 + life);
      node.javaOptions("-Xmx192m" + end);
      process = node.start("run");
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

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
    String[] flow = {
      "jms-to-s3",
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
      "2000"
    };
    List<Worker> workers = workers(settings, flow);
    try (ServerProcess broker = ServerProcess.start(ServerProcess.Kind.BROKER, folder, port)) {
      workOff(
          workers,
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
      List<String> settings =
          List.of(
              "camel.component.aws2-sqs.region=eu-central-1",
              "camel.component.aws2-sqs.uriEndpointOverride=" + sqs.endpoint(),
              "camel.component.aws2-sqs.accessKey=test",
              "camel.component.aws2-sqs.secretKey=file:"
                  + Files.writeString(temp.resolve("sqs-secret"), "test"));
      String[] flow = {
        "sqs-to-s3",
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
        "2000"
      };
      List<Worker> workers = workers(settings, flow);
      try {
        // ElasticMQ holds its messages in memory: killing it would prove nothing about us.
        workOff(workers, () -> {});
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

  private List<Worker> workers(List<String> settings, String... flow) throws IOException {
    List<Worker> workers = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      workers.add(new Worker(name, settings, flow));
    }
    return workers;
  }

  /** Kills somebody whenever another share of the messages has arrived. */
  private void workOff(List<Worker> workers, Killing killBroker) throws Exception {
    int life = 0;
    for (Worker each : workers) {
      each.start(life++);
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitObjects(workers, (long) wanted.size() * kill / (KILLS + 1));
      Worker worker = workers.get(kill / 2 % workers.size());
      if (kill % 4 == 1) {
        s3.kill();
        s3.up();
        killed("S3");
      } else if (kill % 4 == 3) {
        killBroker.kill();
      } else {
        worker.kill();
        killed("worker");
        worker.start(life++);
      }
    }
    awaitObjects(workers, wanted.size());
  }

  private void awaitObjects(List<Worker> workers, long enough) {
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofMinutes(10))
        .until(
            () -> {
              for (Worker each : workers) {
                if (!each.process.isAlive()) {
                  assertThat(each.process.exitValue()).as(each.node.log()).isEqualTo(137);
                  killed("worker before an acknowledgement");
                  each.start(0);
                }
              }
              return count() >= enough;
            });
  }

  private void killed(String whom) {
    killed.merge(whom, 1, Integer::sum);
  }

  private long count() {
    try {
      return client.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
          .map(S3Object::key)
          .distinct()
          .count();
    } catch (SdkException e) {
      return 0;
    }
  }

  private static void finish(List<Worker> workers) throws Exception {
    for (Worker each : workers) {
      each.node.javaOptions("-Xmx192m");
      assertThat(each.node.run("run", "--once").exitCode()).as(each.node.log()).isZero();
    }
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

  /** Mostly a few KB, some more, and here and there what goes in parts. */
  private int size(int number) {
    if (number % 297 == 5) {
      return 9 << 20;
    }
    return number % 9 == 0 ? random.nextInt(300_000) : random.nextInt(8_000);
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder("content ");
    random.ints(length, 'a', 'z').forEach(letter -> text.append((char) letter));
    return text.toString();
  }

  private static String digest(String text) {
    return Trees.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private void requireEachOnce(String broker) throws Exception {
    s3.kill();
    try (LocalS3 last = localS3()) {
      SealedBucket bucket = new SealedBucket(last, BUCKET, temp.resolve("keys.p12"));
      bucket.requireNoUploads();
      List<String> found = new ArrayList<>(bucket.digests().values());
      Collections.sort(found);
      Collections.sort(wanted);
      assertThat(found).isEqualTo(wanted);
      System.out.printf(
          "workers: %d messages of %s in %d objects, each opened, digest of digests %s, killed %s%n",
          wanted.size(), broker, found.size(), digest(String.join(",", found)), killed);
    }
  }
}
