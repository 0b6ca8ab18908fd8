package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestBroker;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The packaged program between S3 and a broker: killed between the broker's commit and its own
 * record, it leaves each message in the queue once; its claim checks are redeemed.
 */
class SendKillsIT {

  private static final String BUCKET = "send-kills";

  @TempDir private Path temp;
  private LocalS3 s3;
  private TestBroker broker;
  private Installation node;

  @BeforeEach
  void start() throws IOException {
    s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    broker = TestBroker.start(temp.resolve("broker"));
    List<String> settings = Stores.local(s3, temp);
    settings.add("saddlebag.brokers.events.uri=" + broker.uri());
    settings.add("saddlebag.brokers.events.user=" + TestBroker.USER);
    settings.add("saddlebag.brokers.events.password=env:BROKER_PASSWORD");
    node = Installation.in(temp.resolve("installation"), settings);
    node.variable("BROKER_PASSWORD", TestBroker.PASSWORD);
  }

  @AfterEach
  void stop() {
    broker.close();
    s3.close();
  }

  private void flow(String... parameters) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "broker", "events", "queue", TestBroker.QUEUE, "bucket", BUCKET, "parallel", "1"));
    all.addAll(List.of(parameters));
    node.flows(Installation.flow("s3-to-jms", "orders", all.toArray(String[]::new)));
  }

  private void seal(String name, String content) throws Exception {
    Files.writeString(node.folder().resolve(name), content);
    ProgramRun sealed = node.run("seal", name, "s3://" + BUCKET + "/", "--key", "archive");
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
  }

  @Test
  void a_kill_between_commit_and_record_leaves_each_message_once() throws Exception {
    seal("lines", "1\n2\n3");
    seal("more", "4\n5");
    flow("split", "line", "message", "text", "after", "delete");
    node.javaOptions("-Xmx256m -Dsaddlebag.failpoint=after-commit");
    assertThat(node.run("run", "--once").exitCode()).as(node.log()).isEqualTo(137);
    assertThat(broker.count(TestBroker.QUEUE)).as("committed").isEqualTo(3);

    node.javaOptions("-Xmx256m");
    assertThat(node.run("run", "--once").exitCode()).as(node.log()).isZero();

    List<String> contents = new ArrayList<>();
    for (Message message : broker.take(TestBroker.QUEUE)) {
      contents.add(((TextMessage) message).getText());
    }
    assertThat(contents).containsExactly("1", "2", "3", "4", "5");
    try (S3Client client = LocalClients.of(s3)) {
      assertThat(client.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
    }
  }

  @Test
  void a_claim_check_is_redeemed_until_its_object_has_vanished() throws Exception {
    seal("large", "large content");
    flow("maxMessageBytes", "5");
    assertThat(node.run("run", "--once").exitCode()).as(node.log()).isZero();
    String body = ((TextMessage) broker.take(TestBroker.QUEUE).get(0)).getText();
    assertThat(ClaimCheck.parse(body).bytes()).isEqualTo("large content".length());
    Files.writeString(node.folder().resolve("claim.json"), body);

    ProgramRun other = node.run("claim", "claim.json", "out/", "--bucket", "other");
    assertThat(other.exitCode()).isNotZero();
    assertThat(other.err()).contains("other-bucket");
    ProgramRun claimed = node.run("claim", "claim.json", "out/");
    assertThat(claimed.exitCode()).as(claimed.err()).isZero();
    assertThat(node.folder().resolve("out/large")).hasContent("large content");

    try (S3Client client = LocalClients.of(s3)) {
      client.deleteObject(delete -> delete.bucket(BUCKET).key("large"));
    }
    ProgramRun gone = node.run("claim", "claim.json", "again/");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err()).contains("no-such-object").contains("large");
  }
}
