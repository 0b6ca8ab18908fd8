package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.S3Events;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Kills the packaged program between the file that an event has brought and the deletion of the
 * event. It comes again, and there is one file.
 */
class EventKillsIT {

  private static final String BUCKET = "event-kills";
  private static final int OBJECTS = 8;

  @TempDir private Path temp;
  private LocalS3 s3;
  private TestSqs sqs;

  @BeforeEach
  void start() {
    s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    sqs = TestSqs.start();
    sqs.redriveAfter(20);
  }

  @AfterEach
  void stop() {
    sqs.close();
    s3.close();
  }

  private Installation node() throws IOException {
    List<String> settings = Stores.local(s3, temp);
    settings.addAll(sqs.settings(temp));
    Installation node = Installation.in(temp.resolve("installation"), settings);
    node.flows(
        Installation.flow(
            "s3-to-directory",
            "back",
            "bucket",
            BUCKET,
            "directory",
            Files.createDirectories(temp.resolve("outbox")).toString(),
            "unsealed",
            "pass",
            "events",
            TestSqs.QUEUE,
            "visibilityTimeout",
            "2",
            "parallel",
            "4"));
    return node;
  }

  /** After the first listing, so that the events alone tell of them. */
  private void putAndTell() {
    await().atMost(Duration.ofMinutes(2)).until(() -> s3.requests().count("ListObjectsV2") > 0);
    try (S3Client client = LocalClients.of(s3)) {
      for (int i = 0; i < OBJECTS; i++) {
        String key = "k" + i;
        String eTag =
            client
                .putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(key))
                .eTag();
        sqs.send(S3Events.created(BUCKET, key, eTag.replace("\"", "")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"before-acknowledge:3", "after-published:2"})
  void a_kill_before_the_event_is_deleted_loses_and_doubles_nothing(String point) throws Exception {
    Installation node = node();
    node.javaOptions("-Xmx256m -Dsaddlebag.failpoint=" + point);
    Process process = node.start("run");
    putAndTell();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(node.log()).isEqualTo(137);
    assertThat(sqs.count(TestSqs.QUEUE)).as("not deleted").isPositive();

    node.javaOptions("-Xmx256m");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              assertThat(node.run("run", "--once").exitCode()).as(node.log()).isZero();
              return sqs.count(TestSqs.QUEUE) == 0;
            });

    assertThat(sqs.count(TestSqs.DEAD_LETTERS)).isZero();
    TreeMap<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < OBJECTS; i++) {
      wanted.put("k" + i, "k" + i);
    }
    assertThat(org.saddlebag.camel.flow.FlowHouse.tree(temp.resolve("outbox"))).isEqualTo(wanted);
  }
}
