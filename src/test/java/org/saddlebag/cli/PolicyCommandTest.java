package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.testing.ProgramRun;

/**
 * From the command line to the document; the passwords that the configuration names are not set.
 */
class PolicyCommandTest {

  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234";

  @TempDir Path folder;
  private final FakeFlows flows = new FakeFlows();
  private String config;

  @BeforeEach
  void configure() throws IOException {
    Path settings = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        settings.resolve("application.properties"),
        """
        camel.component.aws2-s3.region=eu-central-1
        saddlebag.s3.min-tls=1.3
        saddlebag.keys.archive.uri=keystore:nowhere.p12#archive
        saddlebag.keys.archive.password=env:NOT_SET_ANYWHERE
        saddlebag.keys.orders.uri=kms:alias/orders
        saddlebag.keys.orders.context.department=orders
        saddlebag.customer-keys.partner.uri=keystore:nowhere.p12#partner
        saddlebag.customer-keys.partner.password=file:nowhere
        """);
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve("routes/flows.yaml"), "[]\n");
    config = settings.toString();
    sender("sse", "sse-s3");
  }

  private void sender(String... more) {
    Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "bucket", "acme-archive",
                "objectKey", "in/{flow}/{path}",
                "access", "write-only",
                "collision", "number",
                "key", "archive",
                "sse", "none"));
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    flows.declared = new DeclaredFlow("invoices", "directory-to-s3", parameters);
  }

  private ProgramRun run(String arguments) {
    return CliRun.of(
        flows, ("policy --flow invoices --config " + config + " " + arguments).split(" "));
  }

  private static JsonNode json(ProgramRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void the_document_alone_is_printed_ready_to_apply() throws IOException {
    JsonNode policy = json(run("writer"));
    assertThat(policy.get("Version").asText()).isEqualTo("2012-10-17");
    assertThat(policy.get("Statement")).hasSize(1);
    assertThat(policy.get("Statement").get(0).get("Resource").asText())
        .isEqualTo("arn:aws:s3:::acme-archive/in/invoices/*");
    assertThat(flows.routes).contains(folder.resolve("routes/flows.yaml"));
  }

  @Test
  void what_the_configuration_and_the_flow_say_is_in_it() {
    sender("key", "orders", "sse", "sse-c:partner", "tags", "a=b", "acl", "private");
    assertThat(run("writer --key-arn " + ARN).out())
        .contains("kms:EncryptionContext:department", ARN, "s3:PutObjectTagging", "\"private\"");
    assertThat(run("bucket").out())
        .contains("\"s3:TlsVersion\" : \"1.3\"", "RequireCustomerKeys", "s3:if-none-match");
    sender(
        "collision", "overwrite", "access", "full", "lockMode", "governance", "lockRetain", "1d");
    assertThat(run("bucket").out()).contains("DenyCustomerKeys").doesNotContain("if-none-match");
    assertThat(run("writer").out()).contains("s3:GetObject", "s3:PutObjectRetention");
  }

  @Test
  void a_flow_that_fetches_may_open_with_every_key_in_kms() {
    flows.declared =
        new DeclaredFlow(
            "back",
            "s3-to-directory",
            Map.of("bucket", "b", "prefix", "x/", "after", "move", "moveTo", "y/", "sse", "none"));
    assertThat(run("reader --key-arn orders=" + ARN).out())
        .contains("kms:Decrypt", ARN, "s3:DeleteObject", "arn:aws:s3:::b/y/*");
  }

  @Test
  void a_flow_of_requests_may_restore_and_reply() {
    flows.declared =
        new DeclaredFlow(
            "restore",
            "requests-to-directory",
            Map.of(
                "bucket", "b", "prefix", "x/", "sse", "none", "queue", "wanted", "replies",
                "told"));
    assertThat(run("reader --account 111122223333 --key-arn orders=" + ARN).out())
        .contains("s3:RestoreObject", "arn:aws:s3:::b/x/*", ":wanted", ":told", "sqs:SendMessage");
  }

  @Test
  void every_statement_is_explained_with_its_source() {
    ProgramRun run = run("bucket --explain --source-ip 10.0.0.0/8,192.0.2.0/24");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("DenyPlainHttp\n  Stops every request without TLS")
        .contains("when   NotIpAddressIfExists aws:SourceIp 10.0.0.0/8, 192.0.2.0/24")
        .contains("source Amazon S3 User Guide, ", "<https://docs.aws.amazon.com/AmazonS3/");
  }

  @Test
  void programs_get_one_line_with_the_document_and_the_warnings() throws IOException {
    sender("sse", "sse-kms:" + ARN);
    JsonNode event = json(run("writer --json --explain"));
    assertThat(event.get("event").asText()).isEqualTo("policy");
    assertThat(event.get("kind").asText()).isEqualTo("writer");
    assertThat(event.get("policy").get("Statement")).hasSize(2);
    assertThat(event.get("warnings").get(0).asText()).contains("no kms:Decrypt");
    assertThat(event.get("statements").get(1).get("url").asText()).startsWith("https://");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shoe | usage | there is no policy 'shoe': write one of bucket, writer, reader, kms-key
          writer --source-ip 10.0.0.0/8 | policy-unfit | --source-ip has no meaning for policy writer
          bucket --organization <org> | policy-value | --organization '<org>' is a placeholder
          kms-key | policy-unfit | no master key in KMS
          vpc-endpoint | policy-incomplete | --service s3
          bucket --min-tls 1.0 | policy-value | write 1.2 or 1.3
          bucket --region us-isob-east-1 | policy-unfit | us-isob-east-1
          """)
  void what_is_wrong_is_told_by_its_option_and_exits_with_2(
      String arguments, String code, String what) {
    ProgramRun run = run(arguments);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("saddlebag: " + code + ": ").contains(what, "\n  fix: ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void a_flow_must_be_named() {
    ProgramRun run = CliRun.of(flows, "policy", "bucket", "--config", config);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--flow");
  }
}
