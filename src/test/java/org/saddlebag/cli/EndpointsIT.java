package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import org.apache.camel.component.mock.MockComponent;
import org.junit.jupiter.api.Test;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged program with components of others, and with flows that are paused. */
class EndpointsIT extends InstalledCase {

  private static final Path EXT = Path.of(System.getProperty("saddlebag.home"), "lib", "ext");

  private static Path jarOf(Class<?> type) throws Exception {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Path.of(source.getLocation().toURI());
  }

  @Test
  void a_component_is_found_in_lib_ext_and_asked_for_where_it_is_missing() throws Exception {
    saddlebag.flows(
        Installation.flow("s3-to-endpoint", "any", "bucket", BUCKET, "target", "mock:x"));

    ProgramRun without = saddlebag.run("run", "--once");
    assertThat(without.exitCode()).as(without.err()).isEqualTo(2);
    assertThat(without.err()).contains("needs Camel's component 'mock'").contains("lib/ext");

    Path jar = jarOf(MockComponent.class);
    Path added = EXT.resolve(jar.getFileName());
    try {
      Files.copy(jar, added);
      ProgramRun with = saddlebag.run("run", "--once");
      assertThat(with.exitCode()).as(with.err()).isZero();
    } finally {
      Files.deleteIfExists(added);
    }
  }

  @Test
  void a_paused_flow_is_left_alone_and_goes_on_when_it_is_resumed() throws Exception {
    Path inbox = Files.createDirectories(folder.resolve("inbox"));
    Files.writeString(inbox.resolve("a.txt"), "content");
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "in",
            "directory",
            inbox.toString(),
            "bucket",
            BUCKET,
            "key",
            "archive"));

    assertThat(saddlebag.run("pause", "nobody").exitCode()).isEqualTo(2);
    assertThat(saddlebag.run("pause", "in").out()).contains("in is paused");
    ProgramRun paused = saddlebag.run("run", "--once", "--json");
    assertThat(paused.exitCode()).as(paused.err()).isZero();
    assertThat(paused.json())
        .extracting(event -> event.get("event").asText())
        .containsExactly("started", "paused", "summary");
    assertThat(inbox.resolve("a.txt")).exists();

    assertThat(saddlebag.run("resume", "in").out()).contains("in is not paused");
    assertThat(saddlebag.run("run", "--once").exitCode()).as(saddlebag.log()).isZero();
    assertThat(inbox.resolve("a.txt")).doesNotExist();
  }

  /** Whoever may write to the queue can name any object, and with it any file name. */
  @Test
  void a_claim_check_leads_to_no_other_place() throws Exception {
    Files.writeString(saddlebag.folder().resolve("x.txt"), "content");
    ProgramRun sealed =
        saddlebag.run("seal", "x.txt", "s3://" + BUCKET + "/out/", "--key", "archive");
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
    String key = "out/../../x";
    ClaimCheck claim;
    try (S3Client client = LocalClients.of(cloud.s3())) {
      String eTag =
          client
              .copyObject(
                  copy ->
                      copy.sourceBucket(BUCKET)
                          .sourceKey("out/x.txt")
                          .destinationBucket(BUCKET)
                          .destinationKey(key))
              .copyObjectResult()
              .eTag();
      claim = new ClaimCheck("any", new ObjectAddress(BUCKET, key), eTag.replace("\"", ""), 7);
    }
    Files.writeString(saddlebag.folder().resolve("claim.json"), claim.json());
    Files.createDirectories(saddlebag.folder().resolve("deep/target"));

    ProgramRun run = saddlebag.run("claim", "claim.json", "deep/target/");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(digests()).containsOnlyKeys("target/x");
    assertThat(saddlebag.folder().resolve("x")).doesNotExist();
  }

  private Map<String, String> digests() throws IOException {
    return Trees.digests(saddlebag.folder().resolve("deep"));
  }
}
