package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Stores;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code check} against the embedded S3: what it prints, and what it tells the shell. */
class CheckCommandTest {

  private static final String BUCKET = "acme-archive";

  @TempDir Path folder;
  private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(folder.resolve("cloud"));
    cloud.s3().ensureBucket(BUCKET);
    Files.createDirectories(folder.resolve("config"));
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve("routes/flows.yaml"), "[]\n");
    Files.write(folder.resolve("config/application.properties"), Stores.local(cloud, folder));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private ProgramRun check(String... arguments) {
    FakeFlows flows = new FakeFlows();
    flows.declared =
        new DeclaredFlow("invoices", "directory-to-s3", Map.of("bucket", BUCKET, "key", "orders"));
    List<String> all =
        new ArrayList<>(List.of("check", "--config", folder.resolve("config").toString()));
    all.addAll(List.of(arguments));
    return CliRun.of(flows, all.toArray(String[]::new));
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

  @Test
  void a_flaw_at_the_level_is_3_and_below_it_0() {
    ProgramRun flawed = check("s3://" + BUCKET);
    assertThat(flawed.exitCode()).as(flawed.err()).isEqualTo(3);
    assertThat(flawed.out())
        .startsWith("SEVERITY")
        .contains("high      tls-enforced ", "mend: ", "Security Hub S3.5")
        .contains("s3://acme-archive: ", " passed, 0 not looked at");

    denyPlainHttp();
    assertThat(check("s3://" + BUCKET + "/").exitCode()).isZero();
    assertThat(check("s3://" + BUCKET, "--level", "medium").exitCode()).isEqualTo(3);
  }

  @Test
  void a_flow_is_judged_with_its_key() {
    denyPlainHttp();
    ProgramRun run = check("--flow", "invoices");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("(flow 'invoices')", "key-rotation", "rights-decrypt", "arn:aws:kms:");
    assertThat(cloud.kms().requests().count("GenerateDataKey")).isZero();
  }

  @Test
  void json_is_one_event_a_line_by_either_option() throws IOException {
    ProgramRun run = check("s3://" + BUCKET, "--json");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.json().get(0).get("check").asText()).isEqualTo("tls-enforced");
    assertThat(run.json().get(run.json().size() - 1).get("event").asText()).isEqualTo("summary");
    assertThat(check("s3://" + BUCKET, "--format", "json").json()).hasSameSizeAs(run.json());
  }

  @Test
  void sarif_is_one_document() throws IOException {
    ProgramRun run = check("s3://" + BUCKET, "--format", "sarif");
    JsonNode log = new ObjectMapper().readTree(run.out());
    assertThat(log.at("/runs/0/results/0/ruleId").asText()).isEqualTo("tls-enforced");
  }

  @Test
  void what_could_not_be_looked_at_is_1() {
    denyPlainHttp();
    cloud
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetPublicAccessBlock")
                    ? new Fault.Fail(403, "AccessDenied")
                    : Fault.none());
    ProgramRun run = check("s3://" + BUCKET);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("unseen    public-access-block", "needs s3:GetBucketPublicAccessBlock");
  }

  @Test
  void a_bucket_that_is_not_there_is_1_with_the_reason() {
    ProgramRun run = check("s3://no-such-bucket");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("saddlebag: no-such-bucket: s3://no-such-bucket: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3://acme-archive --flow invoices",
        "s3://acme-archive --level info",
        "s3://acme-archive --json --format sarif",
        "s3://acme-archive --format yaml",
        "s3://acme-archive/key",
        "acme-archive"
      })
  void wrong_usage_is_2_and_nobody_is_asked(String arguments) {
    ProgramRun run = check(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(cloud.s3().requests().count("GetBucketPolicy")).isZero();
  }
}
