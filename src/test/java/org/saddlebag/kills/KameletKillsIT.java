package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Our Kamelets in the packaged program, in a route that takes files and one that writes them. The
 * process dies where S3 has the object and the file is still there, and where the file is written
 * and the object still there.
 */
class KameletKillsIT extends InstalledCase {

  private static final int KILLED = 137;

  private void routes() throws IOException {
    saddlebag.flows(
        """
        - from:
            uri: "file:%s?initialDelay=0&delete=true"
            steps:
              - to: "kamelet:saddlebag-seal-sink?flow=reports&bucket=acme-archive&key=archive&id=CamelFileName&objectKey=RAW(out/{path})"
        - from:
            uri: "kamelet:saddlebag-open-source?flow=letters&bucket=acme-archive&prefix=out/&after=delete"
            steps:
              - to: "file:%s?fileName=${header.SaddlebagDeliveryId}-${exchangeId}"
        """
            .formatted(inbox(), outbox()));
  }

  private Path inbox() {
    return folder.resolve("inbox");
  }

  private Path outbox() {
    return folder.resolve("outbox");
  }

  private ProgramRun once(String options) throws Exception {
    saddlebag.javaOptions("-Xmx256m " + options);
    return saddlebag.run("run", "--once");
  }

  private List<String> keys() {
    try (S3Client client = LocalClients.of(cloud.s3())) {
      return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
          .map(S3Object::key)
          .toList();
    }
  }

  @Test
  void files_go_and_come_back_and_what_is_cut_off_comes_again_under_its_id() throws Exception {
    routes();
    Files.createDirectories(inbox());
    Files.writeString(inbox().resolve("a.txt"), "0123456789".repeat(100_000));

    ProgramRun sealed = once("-Dsaddlebag.failpoint=before-acknowledge");
    assertThat(sealed.exitCode()).as(sealed.err()).isEqualTo(KILLED);
    assertThat(inbox().resolve("a.txt")).exists();
    assertThat(keys()).containsExactly("out/a.txt");

    ProgramRun opened = once("-Dsaddlebag.failpoint=after-commit");
    assertThat(opened.exitCode()).as(opened.err()).isEqualTo(KILLED);
    assertThat(keys()).containsExactly("out/a.txt");
    assertThat(outbox().toFile().list()).hasSize(1);

    ProgramRun done = once("");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(inbox().resolve("a.txt")).doesNotExist();
    assertThat(keys()).isEmpty();
    Map<String, String> files = Trees.digests(outbox());
    assertThat(files).hasSize(2);
    assertThat(files.values().stream().distinct()).hasSize(1);
    assertThat(files.keySet().stream().map(name -> name.substring(0, 64)).distinct()).hasSize(1);
  }
}
