package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged program judges a flow's bucket, and does not send to one that is too weak. */
class CheckIT extends InstalledCase {

  private Path file;

  private void declare(String level) throws IOException {
    Path inbox = Files.createDirectories(folder.resolve("inbox"));
    file = Files.writeString(inbox.resolve("a.txt"), "content");
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "invoices",
            "directory",
            inbox.toString(),
            "bucket",
            BUCKET,
            "key",
            "archive",
            "preflight",
            level));
  }

  @Test
  void a_weak_bucket_is_refused_before_the_first_file_and_a_sound_one_is_sent_to()
      throws Exception {
    declare("high");
    ProgramRun checked = saddlebag.run("check", "--flow", "invoices");
    assertThat(checked.exitCode()).as(checked.err()).isEqualTo(3);
    assertThat(checked.out()).contains("tls-enforced", "saddlebag policy bucket --flow invoices");

    ProgramRun refused = saddlebag.run("run", "--once");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(3);
    assertThat(refused.err())
        .contains("saddlebag: preflight-refused: s3://" + BUCKET + " (flow 'invoices')")
        .contains("  - high, tls-enforced: ");
    assertThat(file).exists();
    assertThat(cloud.s3().requests().count("PutObject")).isZero();

    denyPlainHttp();
    ProgramRun sent = saddlebag.run("run", "--once");
    assertThat(sent.exitCode()).as(sent.err()).isZero();
    assertThat(cloud.s3().requests().count("PutObject")).isEqualTo(1);
  }

  private void denyPlainHttp() {
    try (S3Client s3 = LocalClients.of(cloud.s3())) {
      s3.putBucketPolicy(
          put ->
              put.bucket(BUCKET)
                  .policy(
                      "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                          + "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":"
                          + "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}"));
    }
  }
}
