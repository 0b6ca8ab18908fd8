package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.PostgresServer;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.Trees;

/**
 * Three nodes on one directory of 5,000 files; one is killed from outside, one dies between its
 * receipt and letting the file go. The third takes over what they had.
 */
@Tag("servers")
class NodeKillsIT {

  private static final String BUCKET = "node-kills";
  private static final int FILES = 5_000;
  private static final int FOLDERS = 25;
  private static final int PARALLEL = 4;
  private static final int CLAIM_SECONDS = 5;
  private static final String SCHEMA = "node_kills";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;
  private PostgresServer database;
  private LocalS3 s3;
  private Path inbox;
  private final Set<String> names = new TreeSet<>();
  private final Map<String, String> contents = new TreeMap<>();
  private final List<Process> running = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    database = PostgresServer.running();
    sql("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    sql("CREATE SCHEMA " + SCHEMA);
    s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    NewKeystore.create(temp.resolve("keys.p12"), "archive", Installation.PASSWORD.clone());
    inbox = Files.createDirectories(temp.resolve("inbox"));
    for (int i = 0; i < FILES; i++) {
      String name = "folder-" + i % FOLDERS + "/file-" + i + ".txt";
      Path file = inbox.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content of " + i);
      names.add(name);
      contents.put(name, Trees.digest(("content of " + i).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @AfterEach
  void stop() {
    running.forEach(Process::destroyForcibly);
    s3.close();
  }

  @Test
  void each_file_is_delivered_once_whoever_dies() throws Exception {
    Installation living = node("a");
    Installation killed = node("b");
    Installation dying = node("c");
    dying.javaOptions("-Xmx256m -Dsaddlebag.failpoint=after-receipt:900");
    Process first = run(living);
    Process second = run(killed);
    Process third = run(dying);
    long started = System.nanoTime();

    patiently().until(() -> receiptsOf(killed).size() >= 900);
    second.destroyForcibly().waitFor();
    assertThat(third.waitFor()).as(dying.log()).isEqualTo(137);
    long orphans = count("session IS NOT NULL AND node IN ('b', 'c')");
    long dead = System.nanoTime();
    patiently().until(() -> filesIn(inbox).isEmpty());
    long takenOver = System.nanoTime();

    first.destroy();
    assertThat(first.waitFor()).as(living.log()).isEqualTo(143);
    // What they had between its place and the done folder only they can finish.
    for (Installation each : List.of(killed, dying)) {
      each.javaOptions("-Xmx256m");
      assertThat(each.run("run", "--once").exitCode()).as(each.log()).isZero();
    }

    assertThat(orphans).as("claims that the dead held").isPositive();
    Map<String, String> sealed = new SealedBucket(s3, BUCKET, temp.resolve("keys.p12")).digests();
    assertThat(sealed).isEqualTo(contents);
    assertThat(filesIn(inbox.resolve(".done"))).isEqualTo(names);
    assertThat(filesIn(inbox.resolve(".failed"))).isEmpty();
    assertThat(count("session IS NOT NULL AND until > CURRENT_TIMESTAMP")).isZero();
    int again = requireReceipts(List.of(living, killed, dying));
    System.out.printf(
        "nodes: %d files, receipts %d + %d + %d, %d of them again under the same id, %d orphans,"
            + " deaths after %.1f s, all done %.1f s later, claims hold %d s%n",
        FILES,
        receiptsOf(living).size(),
        receiptsOf(killed).size(),
        receiptsOf(dying).size(),
        again,
        orphans,
        (dead - started) / 1e9,
        (takenOver - dead) / 1e9,
        CLAIM_SECONDS);
  }

  /**
   * Every file has one delivery id, on whichever receipts. Who dies between receipt and release
   * leaves one that the next node writes again, at most one for each of its threads.
   */
  private int requireReceipts(List<Installation> nodes) throws IOException {
    Map<String, Set<String>> ids = new TreeMap<>();
    int all = 0;
    for (Installation node : nodes) {
      List<JsonNode> receipts = receiptsOf(node);
      assertThat(receipts).as(node.folder() + " has worked").isNotEmpty();
      all += receipts.size();
      for (JsonNode receipt : receipts) {
        ids.computeIfAbsent(receipt.at("/source/name").asText(), name -> new HashSet<>())
            .add(receipt.get("delivery").asText());
      }
    }
    assertThat(ids.keySet()).isEqualTo(names);
    assertThat(ids.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(all - FILES).isBetween(0, 2 * PARALLEL);
    return all - FILES;
  }

  private Installation node(String name) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    List<String> settings = Stores.local(s3, folder);
    settings.add("saddlebag.database.url=" + database.url() + "?currentSchema=" + SCHEMA);
    settings.add("saddlebag.database.user=" + database.user());
    settings.add("saddlebag.database.password=env:DATABASE_PASSWORD");
    settings.add("saddlebag.audit.trail=off");
    settings.add("saddlebag.database.claim-timeout=" + CLAIM_SECONDS + "s");
    Installation node = Installation.in(folder.resolve("installation"), settings);
    node.configure("saddlebag.node=test", "saddlebag.node=" + name);
    Files.copy(
        temp.resolve("keys.p12"),
        node.keystore(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    node.variable("DATABASE_PASSWORD", database.password());
    node.flows(
        Installation.flow(
            "directory-to-s3",
            "in",
            "directory",
            inbox.toString(),
            "bucket",
            BUCKET,
            "key",
            "archive",
            "shared",
            "true",
            "delay",
            "200",
            "parallel",
            String.valueOf(PARALLEL)));
    return node;
  }

  private Process run(Installation node) throws IOException {
    Process process = node.start("run");
    running.add(process);
    return process;
  }

  private static org.awaitility.core.ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
  }

  /** Regular files, hidden folders left out; what goes in this instant has gone. */
  private static Set<String> filesIn(Path root) {
    Set<String> found = new TreeSet<>();
    if (Files.notExists(root)) {
      return found;
    }
    for (int i = 0; i < FOLDERS; i++) {
      Path folder = root.resolve("folder-" + i);
      try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.of()) {
        files.forEach(file -> found.add(root.relativize(file).toString()));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return found;
  }

  private static List<JsonNode> receiptsOf(Installation node) throws IOException {
    Path folder = node.folder().resolve("state").resolve("receipts");
    List<JsonNode> receipts = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          for (String line : Files.readAllLines(file)) {
            if (line.endsWith("}")) {
              receipts.add(JSON.readTree(line));
            }
          }
        }
      }
    }
    return receipts;
  }

  private long count(String which) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*) FROM " + SCHEMA + ".saddlebag_claims WHERE " + which)) {
      found.next();
      return found.getLong(1);
    }
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
