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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Three workers on one source; broker, S3 and each worker are killed in turn, and workers die
 * between S3's answer and the acknowledgement, too. {@code -Dsaddlebag.kills.messages=10000} for as
 * many messages.
 */
abstract class WorkersCase {

  static final String BUCKET = "workers-kills";
  static final int MESSAGES = Integer.getInteger("saddlebag.kills.messages", 300);

  @TempDir Path temp;
  final Random random = new Random(17);
  private final int s3Port = TestBroker.freePort();
  private final Map<String, Integer> killed = new LinkedHashMap<>();
  private List<String> store;
  private S3Client client;
  private ServerProcess s3;
  private long began;

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

  final void bucket(String name) {
    Object unused = client.createBucket(create -> create.bucket(name));
  }

  /** Kills a server and starts it again. */
  @FunctionalInterface
  interface Killing {
    void kill() throws Exception;
  }

  /** A worker process and what it is started with. */
  final class Worker {
    private final Installation node;
    private Process process;

    Worker(String name, List<String> settings, String... flows) throws IOException {
      Path folder = temp.resolve(name);
      List<String> all = new ArrayList<>(store);
      all.addAll(settings);
      node = Installation.in(folder, all);
      Files.copy(temp.resolve("keys.p12"), node.keystore(), StandardCopyOption.REPLACE_EXISTING);
      node.variable("BROKER_PASSWORD", TestBroker.PASSWORD);
      node.configure("saddlebag.node=test", "saddlebag.node=" + name);
      prepare(node);
      node.flows(flowsOf(name, flows));
    }

    /** Every other life of it ends by itself. */
    void start(int life) throws IOException {
      String end = life % 2 == 0 ? "" : " -Dsaddlebag.failpoint=" + deathOf(life);
      node.javaOptions("-Xmx192m" + end);
      process = node.start("run");
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    /** As a machine that stands still for a while and does not know it. */
    void sleep(Duration span) throws IOException, InterruptedException {
      signal("STOP");
      Thread.sleep(span.toMillis());
      signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
      int unused = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }
  }

  /** What else a worker needs. */
  void prepare(Installation node) throws IOException {}

  /** The flows of a worker. */
  String[] flowsOf(String worker, String... flows) {
    return flows;
  }

  /** What follows where a life has ended by itself. */
  int nextLife() {
    return 0;
  }

  /** Where a life ends that ends by itself. */
  String deathOf(int life) {
    return "before-acknowledge:" + (20 + life);
  }

  final List<Worker> workers(List<String> settings, String... flows) throws IOException {
    List<Worker> workers = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      workers.add(new Worker(name, settings, flows));
    }
    return workers;
  }

  /**
   * Kills somebody whenever another share of the objects has arrived.
   *
   * @param leastKills how often at least; more where there are many objects
   */
  final void workOff(List<Worker> workers, int objects, int leastKills, Killing killBroker)
      throws Exception {
    int kills = Math.max(leastKills, MESSAGES / 400);
    began = System.nanoTime();
    int life = 0;
    for (Worker each : workers) {
      each.start(life++);
    }
    for (int kill = 1; kill <= kills; kill++) {
      awaitObjects(workers, (long) objects * kill / (kills + 1));
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
    awaitObjects(workers, objects);
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
                  killed("worker by itself");
                  each.start(nextLife());
                }
              }
              return arrived() >= enough;
            });
  }

  final void killed(String whom) {
    killed.merge(whom, 1, Integer::sum);
  }

  private long arrived() {
    try {
      return client.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
          .map(S3Object::key)
          .distinct()
          .mapToLong(key -> counted(client, key))
          .sum();
    } catch (SdkException e) {
      return 0;
    }
  }

  /** How much of what is waited for an object is. */
  long counted(S3Client s3Client, String key) {
    return 1;
  }

  /** Works off what is left, one after the other. */
  static void finish(List<Worker> workers) throws Exception {
    for (Worker each : workers) {
      each.node.javaOptions("-Xmx192m");
      assertThat(each.node.run("run", "--once").exitCode()).as(each.node.log()).isZero();
    }
  }

  /** Mostly a few KB, some more, and here and there what goes in parts. */
  final int size(int number) {
    if (number % 297 == 5) {
      return 9 << 20;
    }
    return number % 9 == 0 ? random.nextInt(300_000) : random.nextInt(8_000);
  }

  static String digest(String text) {
    return Trees.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Looks at what is in the buckets. */
  @FunctionalInterface
  interface Judgement {
    void judge(SealedBucket bucket) throws Exception;
  }

  /** Stops S3's process, and starts an S3 in this one for a look into a bucket. */
  final void judge(String bucket, Judgement judgement) throws Exception {
    s3.kill();
    try (LocalS3 last = localS3()) {
      SealedBucket sealed = new SealedBucket(last, bucket, temp.resolve("keys.p12"));
      requireNoUploads(sealed);
      judgement.judge(sealed);
    }
  }

  /** Whether uploads may be left. */
  void requireNoUploads(SealedBucket sealed) {
    sealed.requireNoUploads();
  }

  /**
   * Tells what has been found.
   *
   * @param messages how many, and of which source
   * @param objects that hold them
   * @param digests of the messages
   */
  final void tell(String messages, int objects, List<String> digests) {
    System.out.printf(
        "workers: %s in %d objects, each opened, digest of digests %s, killed %s, %d s%n",
        messages,
        objects,
        digest(digests.stream().sorted().collect(Collectors.joining(","))),
        killed,
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }
}
