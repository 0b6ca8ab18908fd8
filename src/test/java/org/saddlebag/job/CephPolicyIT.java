package org.saddlebag.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.RgwClients;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Flows in somebody else's bucket on a real Ceph RADOS Gateway, with no other rights than those of
 * the policy that {@code saddlebag policy bucket} prints for them: they do all that they are for.
 */
@Tag("servers")
class CephPolicyIT {

  private static final int LARGE = 20 << 20;

  private final RgwServer rgw = RgwServer.running();
  private final String bucket = "policy-job-" + UUID.randomUUID();

  @TempDir Path temp;
  private S3Client owner;
  private S3Client writer;
  private Path inbox;
  private Path outbox;

  @BeforeEach
  void aBucketThatNobodyElseMayUse() throws Exception {
    owner = RgwClients.overTls(rgw, User.OWNER);
    writer = RgwClients.overTls(rgw, User.WRITER);
    owner.createBucket(create -> create.bucket(bucket));
    inbox = Files.createDirectories(temp.resolve("inbox"));
    outbox = Files.createDirectories(temp.resolve("outbox"));
  }

  @AfterEach
  void leaveNothing() {
    owner.deleteBucketPolicy(delete -> delete.bucket(bucket));
    keys().forEach(key -> owner.deleteObject(d -> d.bucket(bucket).key(key)));
    owner.deleteBucket(delete -> delete.bucket(bucket));
    owner.close();
    writer.close();
  }

  private Installation host(User user, String flow) throws Exception {
    Path folder = Files.createDirectories(temp.resolve(user.name()));
    Installation host = Installation.in(folder, Stores.ceph(rgw, user, folder));
    host.flows(flow);
    return host;
  }

  private String there(String... more) {
    return flow(
        "directory-to-s3",
        more,
        "directory",
        inbox.toString(),
        "bucket",
        bucket,
        "objectKey",
        "in/{path}",
        "key",
        "archive",
        "attempts",
        "2",
        "retryDelay",
        "50");
  }

  private String back(String... more) {
    return flow(
        "s3-to-directory",
        more,
        "directory",
        outbox.toString(),
        "bucket",
        bucket,
        "prefix",
        "in/",
        "attempts",
        "2",
        "retryDelay",
        "50");
  }

  private static String flow(String template, String[] more, String... parameters) {
    return Installation.flow(
        template,
        "flow",
        Stream.concat(Stream.of(parameters), Stream.of(more)).toArray(String[]::new));
  }

  /** Applies what the program prints, to the letter. */
  private String policy(Installation host, String... options) throws Exception {
    ProgramRun run =
        host.run(
            Stream.concat(Stream.of("policy", "bucket", "--flow", "flow"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    owner.putBucketPolicy(put -> put.bucket(bucket).policy(run.out()));
    return run.err();
  }

  private void drop() throws Exception {
    Files.writeString(inbox.resolve("small.txt"), "content");
    byte[] large = new byte[LARGE];
    new Random(5).nextBytes(large);
    Files.write(inbox.resolve("large.bin"), large);
  }

  private List<String> keys() {
    return owner.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  private static void assertDone(ProgramRun run) {
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
  }

  @Test
  void a_write_only_sender_delivers_everything_and_reads_nothing() throws Exception {
    drop();
    Installation sender =
        host(
            User.WRITER,
            there(
                "access",
                "write-only",
                "sse",
                "sse-s3",
                "tags",
                "from=us",
                "acl",
                "bucket-owner-full-control"));
    String told =
        policy(
            sender,
            "--writer-arn",
            rgw.arn(User.WRITER),
            "--source-ip",
            "127.0.0.1/32",
            "--large-objects");
    assertThat(told).contains("--large-objects");

    assertDone(sender.run("run", "--once"));

    assertThat(Trees.digests(inbox.resolve(".done"))).containsOnlyKeys("small.txt", "large.bin");
    assertThat(keys()).hasSize(2);
    for (String key : keys()) {
      assertThat(owner.getObjectTagging(get -> get.bucket(bucket).key(key)).tagSet()).hasSize(1);
      assertDenied(() -> writer.getObject(get -> get.bucket(bucket).key(key)).close());
      assertDenied(() -> writer.headObject(head -> head.bucket(bucket).key(key)));
      assertDenied(() -> writer.getObjectTagging(get -> get.bucket(bucket).key(key)));
      assertDenied(() -> writer.getObjectAcl(get -> get.bucket(bucket).key(key)));
      assertDenied(() -> writer.putObjectAcl(p -> p.bucket(bucket).key(key).acl("public-read")));
      assertDenied(() -> writer.deleteObject(d -> d.bucket(bucket).key(key)));
    }
    assertDenied(() -> writer.listObjectsV2(list -> list.bucket(bucket)));
    assertDenied(() -> writer.listMultipartUploads(list -> list.bucket(bucket)));
    assertDenied(() -> writer.getBucketPolicy(get -> get.bucket(bucket)));
  }

  /** What the warning says, the server does. */
  @Test
  void without_large_objects_only_single_puts_pass() throws Exception {
    drop();
    Installation sender =
        host(User.WRITER, there("access", "write-only", "sse", "sse-kms:" + rgw.kmsKeyId()));
    assertThat(policy(sender, "--writer-arn", rgw.arn(User.WRITER)))
        .contains("saddlebag.s3.part-size");

    ProgramRun run = sender.run("run", "--once");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(keys()).containsExactly("in/small.txt");
    assertThat(inbox.resolve(".failed/large.bin")).hasSize(LARGE);
    assertThat(run.err() + run.out()).contains("access-denied");
  }

  @Test
  void a_sender_with_full_access_keeps_taken_names() throws Exception {
    drop();
    for (String taken : List.of("in/small.txt", "in/large.bin")) {
      owner.putObject(put -> put.bucket(bucket).key(taken), RequestBody.fromString("older"));
    }
    Installation sender = host(User.WRITER, there());
    policy(sender, "--writer-arn", rgw.arn(User.WRITER));

    assertDone(sender.run("run", "--once"));

    assertThat(keys())
        .containsExactlyInAnyOrder(
            "in/small.txt", "in/large.bin", "in/small-1.txt", "in/large-1.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"remember", "delete", "move", "tag"})
  void a_reader_brings_back_and_does_what_comes_after(String after) throws Exception {
    drop();
    Installation sender = host(User.OWNER, there("tags", "from=us"));
    assertDone(sender.run("run", "--once"));
    assertThat(keys()).hasSize(2);
    Installation reader = host(User.READER, back("after", after, "moveTo", "done/"));
    Files.copy(sender.keystore(), reader.keystore(), StandardCopyOption.REPLACE_EXISTING);
    policy(reader, "--reader-arn", rgw.arn(User.READER), "--source-ip", "127.0.0.1/32");

    assertDone(reader.run("run", "--once"));

    assertThat(Trees.digests(outbox)).isEqualTo(Trees.digests(inbox.resolve(".done")));
    List<String> left =
        switch (after) {
          case "delete" -> List.of();
          case "move" -> List.of("done/large.bin", "done/small.txt");
          default -> List.of("in/large.bin", "in/small.txt");
        };
    assertThat(keys()).isEqualTo(left);
    assertTags(left, after);
  }

  /** Whoever made an object may look at its tags; a moved one was made by the reader. */
  private void assertTags(List<String> keys, String after) {
    try (S3Client maker =
        RgwClients.overTls(rgw, after.equals("move") ? User.READER : User.OWNER)) {
      for (String key : keys) {
        assertThat(maker.getObjectTagging(get -> get.bucket(bucket).key(key)).tagSet())
            .singleElement()
            .satisfies(
                tag -> assertThat(tag.key()).isEqualTo(after.equals("tag") ? "saddlebag" : "from"));
      }
    }
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }
}
