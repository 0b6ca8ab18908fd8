package org.saddlebag.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
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
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.RgwClients;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A host with a public key and the rights to put and abort, and no other, in somebody else's bucket
 * on a real Ceph RADOS Gateway: it delivers, and can read nothing, of itself or of others.
 *
 * <p>RADOS Gateway lets a writer read back what it wrote, as the object is its own; the policy must
 * deny that by name. And the bucket's owner can read it only when the put says so, by its ACL.
 */
@Tag("servers")
class CephWriteOnlyIT {

  private static final String ACL = "bucket-owner-full-control";

  private final RgwServer rgw = RgwServer.running();
  private final String bucket = "write-only-" + UUID.randomUUID();

  @TempDir Path temp;
  private S3Client owner;
  private S3Client writer;
  private Installation sender;
  private Path inbox;

  @BeforeEach
  void aBucketThatTheWriterMayOnlyWriteTo() throws Exception {
    owner = RgwClients.overTls(rgw, User.OWNER);
    writer = RgwClients.overTls(rgw, User.WRITER);
    owner.createBucket(create -> create.bucket(bucket));
    allow("[\"s3:PutObject\",\"s3:AbortMultipartUpload\"]");
    inbox = Files.createDirectories(temp.resolve("inbox"));
    Path folder = temp.resolve("sender");
    sender =
        Installation.in(
            folder, Stores.ceph(rgw, User.WRITER, Files.createDirectories(temp.resolve("w"))));
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(2048);
    KeyPair pair = pairs.generateKeyPair();
    Files.writeString(
        folder.resolve("config/partner.pem"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
    sender.configure(
        "saddlebag.keys.archive.password=env:ARCHIVE_PASSWORD", "saddlebag.keys.archive.version=1");
    sender.configure("keystore:keys.p12#archive", "public:partner.pem");
  }

  @AfterEach
  void leaveNothing() {
    owner.deleteBucketPolicy(delete -> delete.bucket(bucket));
    owner
        .listObjectsV2(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> owner.deleteObject(d -> d.bucket(bucket).key(object.key())));
    owner.deleteBucket(delete -> delete.bucket(bucket));
    owner.close();
    writer.close();
  }

  private void allow(String actions) {
    String principal = "\"Principal\":{\"AWS\":[\"" + rgw.arn(User.WRITER) + "\"]}";
    String resource = "\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"";
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow",%s,"Action":%s,%s},
          {"Effect":"Deny",%s,"Action":["s3:GetObject","s3:GetObjectVersion"],%s}]}
        """
            .formatted(principal, actions, resource, principal, resource);
    owner.putBucketPolicy(put -> put.bucket(bucket).policy(policy));
  }

  private String flow(String... more) {
    String[] parameters =
        Stream.concat(
                Stream.of(
                    "directory",
                    inbox.toString(),
                    "bucket",
                    bucket,
                    "key",
                    "archive",
                    "access",
                    "write-only",
                    "acl",
                    ACL,
                    "attempts",
                    "2",
                    "retryDelay",
                    "50"),
                Stream.of(more))
            .toArray(String[]::new);
    return Installation.flow("directory-to-s3", "drop", parameters);
  }

  private List<String> keys() {
    return owner.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  @Test
  void small_and_large_files_are_delivered_by_who_can_read_nothing() throws Exception {
    Files.writeString(inbox.resolve("small.txt"), "content");
    byte[] large = new byte[20 << 20];
    new Random(5).nextBytes(large);
    Files.write(inbox.resolve("large.bin"), large);
    sender.flows(flow());

    ProgramRun run = sender.run("run", "--once");

    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    assertThat(Trees.digests(inbox.resolve(".done"))).containsOnlyKeys("small.txt", "large.bin");
    // The store of this profile keeps no taken key when an upload is completed: a name of its own.
    assertThat(keys()).hasSize(2).contains("small.txt");
    assertThat(keys()).anyMatch(key -> key.matches("large-[0-9a-f]{12}\\.bin"));
    for (String key : keys()) {
      assertThat(owner.headObject(h -> h.bucket(bucket).key(key)).metadata())
          .as("the bucket's owner can read %s", key)
          .containsKey("saddlebag-delivery");
      assertDenied(() -> writer.getObject(get -> get.bucket(bucket).key(key)).close());
      assertDenied(() -> writer.headObject(head -> head.bucket(bucket).key(key)));
    }
    assertDenied(() -> writer.listObjectsV2(list -> list.bucket(bucket)));
    assertDenied(() -> writer.listMultipartUploads(list -> list.bucket(bucket)));
    assertDenied(() -> writer.headBucket(head -> head.bucket(bucket)));
    assertDenied(() -> writer.deleteObject(d -> d.bucket(bucket).key("small.txt")));
    assertReceipts();
  }

  private void assertReceipts() throws IOException {
    try (Stream<Path> files = Files.list(sender.folder().resolve("state/receipts"))) {
      List<String> lines = files.flatMap(CephWriteOnlyIT::lines).toList();
      assertThat(lines).hasSize(2);
      for (String line : lines) {
        var evidence = new ObjectMapper().readTree(line).get("evidence");
        assertThat(evidence.get("judged").asText()).isEqualTo("answer");
        assertThat(evidence.get("proof").asText()).isEqualTo("PART_CHECKSUMS");
      }
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_name_that_is_taken_is_not_replaced() throws Exception {
    owner.putObject(
        put -> put.bucket(bucket).key("a.txt"),
        software.amazon.awssdk.core.sync.RequestBody.fromString("older"));
    Files.writeString(inbox.resolve("a.txt"), "newer");
    sender.flows(flow());

    ProgramRun run = sender.run("run", "--once");

    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    assertThat(owner.getObjectAsBytes(get -> get.bucket(bucket).key("a.txt")).asUtf8String())
        .isEqualTo("older");
    assertThat(keys()).hasSize(2);
  }

  @Test
  void without_the_right_to_put_nothing_is_delivered_and_the_file_is_kept() throws Exception {
    allow("[\"s3:AbortMultipartUpload\"]");
    Files.writeString(inbox.resolve("a.txt"), "content");
    sender.flows(flow());

    ProgramRun run = sender.run("run", "--once");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err() + run.out()).contains("access-denied", "needs s3:PutObject");
    assertThat(inbox.resolve(".failed/a.txt")).hasContent("content");
    assertThat(keys()).isEmpty();
  }

  @Test
  void the_command_line_seals_and_cannot_open() throws Exception {
    Files.writeString(sender.folder().resolve("a.txt"), "content");
    String target = "s3://" + bucket + "/x/";
    String[] seal = {
      "seal", "a.txt", target, "--key", "archive", "--write-only", "--acl", ACL, "--collision"
    };

    ProgramRun refused = sender.run(with(seal, "refuse"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("bad-object-options", "let collision be number");
    ProgramRun sealed = sender.run(with(seal, "number"));
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
    assertThat(keys()).containsExactly("x/a.txt");

    ProgramRun opened = sender.run("open", target + "a.txt", "out/");
    assertThat(opened.exitCode()).isEqualTo(3);
    assertThat(opened.err())
        .contains("key 'archive' is a public key: this host can seal but not open");
    assertThat(sender.folder().resolve("out/a.txt")).doesNotExist();
  }

  private static String[] with(String[] arguments, String last) {
    return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }
}
