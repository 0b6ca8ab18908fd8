package org.saddlebag.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One flow there or back by the packaged program, and what must hold when it fails. */
abstract class BadInputCase extends InstalledCase {

  static final String CONTENT = "attack at dawn";

  Path inbox;
  Path outbox;

  @BeforeEach
  final void makeDirectories() throws IOException {
    inbox = Files.createDirectory(folder.resolve("inbox"));
    outbox = Files.createDirectory(folder.resolve("outbox"));
  }

  final Path drop(String name) throws IOException {
    return Files.writeString(inbox.resolve(name), CONTENT);
  }

  final void set(String line) throws IOException {
    Files.writeString(saddlebag.settings(), line + "\n", StandardOpenOption.APPEND);
  }

  final ProgramRun runThere(String key, String... more) throws Exception {
    return runFlow(
        "directory-to-s3", more, "directory", inbox.toString(), "bucket", BUCKET, "key", key);
  }

  final ProgramRun runBack(String... more) throws Exception {
    return runFlow("s3-to-directory", more, "directory", outbox.toString(), "bucket", BUCKET);
  }

  private ProgramRun runFlow(String template, String[] more, String... own) throws Exception {
    List<String> parameters = new ArrayList<>(List.of(own));
    parameters.addAll(List.of("retryDelay", "20", "attempts", "2"));
    parameters.addAll(List.of(more));
    saddlebag.flows(Installation.flow(template, "flow", parameters.toArray(String[]::new)));
    return saddlebag.run("run", "--once");
  }

  final List<String> keys() {
    try (S3Client s3 = LocalClients.of(cloud.s3())) {
      return s3
          .listObjectsV2(list -> list.bucket(BUCKET).encodingType(EncodingType.URL))
          .contents()
          .stream()
          .map(S3Object::key)
          .toList();
    }
  }

  /** The run was refused at its start: the file lies where it was, and nothing was sent. */
  final void requireRefused(ProgramRun run, String code, Path untouched, String... words)
      throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("saddlebag: " + code + ": ", "\n  fix: ").contains(words);
    assertThat(untouched).hasContent(CONTENT);
    assertThat(inbox.resolve(".failed")).doesNotExist();
    assertThat(cloud.s3().requests().count("PutObject")).isZero();
    requireNoSecrets(run.out() + run.err());
  }

  /** The file waits, whole, in the failed folder beside a text that says why; no object is seen. */
  final void requireParked(ProgramRun run, String name, String code, String... words)
      throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains(code);
    assertThat(inbox.resolve(name)).doesNotExist();
    assertThat(Files.exists(inbox.resolve(".failed").resolve(name), LinkOption.NOFOLLOW_LINKS))
        .isTrue();
    String reason = Files.readString(inbox.resolve(".failed").resolve(name + ".reason"));
    assertThat(reason).contains("\ncode: " + code + "\n", "\nwhat: ", "\nfix: ").contains(words);
    assertThat(keys()).doesNotContain(name);
    requireNoSecrets(run.out() + run.err() + reason);
  }

  /** The texts that the flow back keeps about the objects that it could not bring back. */
  final List<String> reasonsOfObjects() throws IOException {
    List<String> reasons = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder.resolve("state").resolve("failed").resolve("flow"))) {
      for (Path text : all.filter(file -> file.toString().endsWith(".reason")).toList()) {
        reasons.add(Files.readString(text));
      }
    }
    return reasons;
  }

  /** What was parked is not lost: once the trouble is mended, it is delivered. */
  final void requireDeliveredByRetry(String key, String name) throws Exception {
    ProgramRun retried = saddlebag.run("retry");
    assertThat(retried.out()).contains("1 put back");
    ProgramRun run = runThere(key);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(keys()).contains(name);
  }

  final void requireNoSecrets(String said) {
    assertThat(said)
        .doesNotContain(
            new String(Installation.PASSWORD),
            CONTENT,
            cloud.s3().secretKey(),
            cloud.kms().secretKey());
  }

  /** Nothing is to be seen at the output, and no plaintext waits in its hidden folder. */
  final void requireNothingAt(Path target) throws IOException {
    try (Stream<Path> all = Files.walk(target)) {
      assertThat(all.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith("lock")))
          .isEmpty();
    }
  }
}
