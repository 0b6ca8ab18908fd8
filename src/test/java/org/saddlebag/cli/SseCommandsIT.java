package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.SecretKeys;

/** The packaged program under the kinds of server-side encryption, sealed and not sealed. */
class SseCommandsIT extends InstalledCase {

  private static final String TARGET = "s3://" + BUCKET + "/x/";

  @BeforeEach
  void customerKeys() throws IOException {
    SecretKeys.add(saddlebag.keystore(), "partner", Installation.PASSWORD, 32, 3);
    SecretKeys.add(saddlebag.keystore(), "other", Installation.PASSWORD, 32, 4);
    configure("partner");
    configure("other");
    Files.writeString(folder.resolve("a.txt"), "content");
  }

  private void configure(String name) throws IOException {
    String prefix = "saddlebag.customer-keys." + name;
    String text = Files.readString(saddlebag.settings());
    Files.writeString(
        saddlebag.settings(),
        text
            + (prefix + ".uri=keystore:keys.p12#" + name + "\n")
            + (prefix + ".password=env:ARCHIVE_PASSWORD\n"));
  }

  private ProgramRun done(String... arguments) throws Exception {
    ProgramRun run = saddlebag.run(arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run;
  }

  private static String[] seal(String... more) {
    String[] all = Arrays.copyOf(new String[] {"seal", "a.txt", TARGET}, 3 + more.length);
    System.arraycopy(more, 0, all, 3, more.length);
    return all;
  }

  @Test
  void aFileUnderACustomerKeyIsSealedInspectedSkippedAndOpenedWithIt() throws Exception {
    done(seal("--key", "archive", "--sse", "sse-c:partner", "--manifest", "m"));

    JsonNode report =
        done("inspect", "--json", TARGET + "a.txt", "--sse", "sse-c:partner").json().get(0);
    assertThat(report.get("sse").asText()).isEqualTo("SSE-C");
    assertThat(report.get("sealed").asBoolean()).isTrue();
    ProgramRun again =
        done(
            seal(
                "--key",
                "archive",
                "--sse",
                "sse-c:partner",
                "--manifest",
                "m",
                "--verify-existing"));
    assertThat(again.out()).contains("0 sealed").contains("1 skipped");

    done("open", TARGET + "a.txt", "out/", "--sse", "sse-c:partner");
    assertThat(folder.resolve("out/a.txt")).hasContent("content");
  }

  @Test
  void withoutTheCustomerKeyOrWithAnotherNothingIsShown() throws Exception {
    done(seal("--key", "archive", "--sse", "sse-c:partner"));

    for (String sse : List.of("none", "sse-c:other")) {
      ProgramRun opened = saddlebag.run("open", TARGET + "a.txt", "out/", "--sse", sse);
      assertThat(opened.exitCode()).isEqualTo(1);
      assertThat(opened.err()).contains("customer key");
      assertThat(folder.resolve("out/a.txt")).doesNotExist();
      assertThat(saddlebag.run("inspect", TARGET + "a.txt", "--sse", sse).exitCode()).isEqualTo(1);
    }
  }

  @Test
  void plainBytesGoThereAndBackAndNeedNoMasterKey() throws Exception {
    saddlebag.configure("saddlebag.keys.archive.uri=keystore:keys.p12#archive\n", "");
    saddlebag.configure("saddlebag.keys.archive.password=env:ARCHIVE_PASSWORD\n", "");
    saddlebag.configure("saddlebag.keys.orders.uri=kms:alias/orders\n", "");

    ProgramRun sent = done(seal("--seal", "none", "--sse", "sse-s3"));
    assertThat(sent.out()).contains("not sealed");
    JsonNode report = done("inspect", "--json", TARGET + "a.txt").json().get(0);
    assertThat(report.get("sealed").asBoolean()).isFalse();
    assertThat(report.get("storedBytes").asInt()).isEqualTo("content".length());
    assertThat(report.get("sse").asText()).isEqualTo("AES256");

    assertThat(saddlebag.run("open", TARGET + "a.txt", "out/").exitCode()).isEqualTo(1);
    assertThat(folder.resolve("out/a.txt")).doesNotExist();
    done("open", TARGET + "a.txt", "out/", "--unsealed", "pass");
    assertThat(folder.resolve("out/a.txt")).hasContent("content");
  }

  @Test
  void aContextAndABucketKeyReachTheStore() throws Exception {
    done(
        seal(
            "--key",
            "archive",
            "--sse",
            "sse-kms:alias/orders",
            "--sse-context",
            "department=x",
            "--sse-bucket-key",
            "true"));

    var put = cloud.s3().requests().of("PutObject").get(0).headers();
    assertThat(put.get("x-amz-server-side-encryption-aws-kms-key-id")).isEqualTo("alias/orders");
    assertThat(put.has("x-amz-server-side-encryption-context")).isTrue();
    assertThat(put.get("x-amz-server-side-encryption-bucket-key-enabled")).isEqualTo("true");
  }

  @Test
  void aCustomerKeyOfAnotherLengthStopsFlowsAndCommandsAtTheirStart() throws Exception {
    SecretKeys.add(saddlebag.keystore(), "short", Installation.PASSWORD, 16, 5);
    configure("short");
    String inbox = Files.createDirectories(folder.resolve("inbox")).toString();
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "in",
            "directory",
            inbox,
            "bucket",
            BUCKET,
            "key",
            "archive",
            "sse",
            "sse-c:short"));
    Files.writeString(folder.resolve("inbox/kept.txt"), "kept");

    requireShortKey(saddlebag.run("run", "--once"));
    requireShortKey(saddlebag.run(seal("--key", "archive", "--sse", "sse-c:short")));
    assertThat(folder.resolve("inbox/kept.txt")).hasContent("kept");
    assertThat(cloud.s3().requests().count("PutObject")).isZero();
  }

  private static void requireShortKey(ProgramRun run) {
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err())
        .contains("customer-key-length", "has 128 bits, must have 256", "-keysize 256");
  }

  @Test
  void aKmsKeyOfAnotherRegionIsRefusedBeforeAnythingIsSent() throws Exception {
    String arn = "arn:aws:kms:ap-south-1:111122223333:key/1234";
    ProgramRun run = saddlebag.run(seal("--key", "archive", "--sse", "sse-kms:" + arn));
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("sse-unfit", "ap-south-1, must be in that of the store");
    assertThat(cloud.s3().requests().count("PutObject")).isZero();
  }
}
