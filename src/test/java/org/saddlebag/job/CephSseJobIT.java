package org.saddlebag.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.saddlebag.testing.SecretKeys;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Directory to S3 to directory on a Ceph RADOS Gateway, under its own kinds of encryption. */
@Tag("servers")
class CephSseJobIT {

  private static final int KEY_BYTE = 3;
  private static final int LARGE = 9 << 20;

  @TempDir Path temp;

  private final RgwServer rgw = RgwServer.running();
  private final String bucket = "sse-job-" + UUID.randomUUID();
  private final S3Client raw = RgwClients.overTls(rgw, User.OWNER);
  private Installation saddlebag;
  private Path inbox;
  private Path outbox;

  @BeforeEach
  void install() throws Exception {
    raw.createBucket(create -> create.bucket(bucket));
    List<String> settings = Stores.ceph(rgw, temp);
    settings.add("saddlebag.customer-keys.partner.uri=keystore:keys.p12#partner");
    settings.add("saddlebag.customer-keys.partner.password=env:ARCHIVE_PASSWORD");
    saddlebag = Installation.in(temp.resolve("installation"), settings);
    SecretKeys.add(saddlebag.keystore(), "partner", Installation.PASSWORD, 32, KEY_BYTE);
    inbox = Files.createDirectories(temp.resolve("inbox"));
    outbox = Files.createDirectories(temp.resolve("outbox"));
    Files.writeString(inbox.resolve("small.txt"), "small");
    Files.write(inbox.resolve("large.bin"), new byte[LARGE]);
  }

  @AfterEach
  void leaveNothing() {
    raw.listObjectsV2Paginator(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> raw.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
    raw.deleteBucket(delete -> delete.bucket(bucket));
    raw.close();
  }

  private static String[] with(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private String there(String... parameters) {
    String[] base = {"directory", inbox.toString(), "bucket", bucket, "objectKey", "x/{path}"};
    return Installation.flow("directory-to-s3", "there", with(base, parameters));
  }

  private String back(String... parameters) {
    String[] base = {"bucket", bucket, "prefix", "x/", "directory", outbox.toString()};
    return Installation.flow("s3-to-directory", "back", with(base, parameters));
  }

  private void roundTrip(String there, String back) throws Exception {
    Map<String, String> sent = Trees.digests(inbox);
    assertThat(sent).hasSize(2);
    saddlebag.flows(there, back);
    ProgramRun run = saddlebag.run("run", "--once");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(Trees.digests(outbox)).isEqualTo(sent);
  }

  @Test
  void sealed_under_a_customer_key() throws Exception {
    roundTrip(there("key", "archive", "sse", "sse-c:partner"), back("sse", "sse-c:partner"));
  }

  @Test
  void sealed_under_a_kms_key_with_a_context() throws Exception {
    roundTrip(
        there("key", "archive", "sse", "sse-kms:" + rgw.kmsKeyId(), "sseContext", "a=b"), back());
    assertThat(raw.headObject(head -> head.bucket(bucket).key("x/small.txt")).ssekmsKeyId())
        .isEqualTo(rgw.kmsKeyId());
  }

  @Test
  void not_sealed_under_a_customer_key_that_any_client_reads_with() throws Exception {
    roundTrip(
        there("seal", "none", "sse", "sse-c:partner"),
        back("unsealed", "pass", "sse", "sse-c:partner"));

    byte[] key = new byte[32];
    Arrays.fill(key, (byte) KEY_BYTE);
    GetObjectRequest get =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key("x/small.txt")
            .sseCustomerAlgorithm("AES256")
            .sseCustomerKey(Base64.getEncoder().encodeToString(key))
            .sseCustomerKeyMD5(
                Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key)))
            .build();
    ResponseBytes<GetObjectResponse> read = raw.getObjectAsBytes(get);
    assertThat(read.asUtf8String()).isEqualTo("small");
    assertThat(read.response().metadata()).containsKey("saddlebag-modified");
  }

  @Test
  void not_sealed_under_a_kms_key() throws Exception {
    roundTrip(
        there("seal", "none", "sse", "sse-kms:" + rgw.otherKmsKeyId()), back("unsealed", "pass"));
    assertThat(raw.headObject(head -> head.bucket(bucket).key("x/large.bin")).ssekmsKeyId())
        .isEqualTo(rgw.otherKmsKeyId());
  }

  /** RADOS Gateway 16 knows no DSSE-KMS and never says whether it used a bucket key. */
  @Test
  void what_this_store_does_not_have_is_refused_at_start_and_the_file_kept() throws Exception {
    saddlebag.flows(there("key", "archive", "sse", "dsse-kms:" + rgw.kmsKeyId()));
    ProgramRun run = saddlebag.run("run", "--once");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("Ceph has no DSSE-KMS: use sse-kms:KEY");
    assertThat(inbox.resolve("small.txt")).exists();
  }
}
