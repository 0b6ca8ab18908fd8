package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.ProgramRun;

/** Usage, exit codes and the form of errors; nothing here needs a server. */
class CliTest {

  @TempDir Path folder;
  private String config;

  @BeforeEach
  void aConfigurationWithFlows() throws IOException {
    Path settings = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        settings.resolve("application.properties"),
        "camel.component.aws2-s3.region=eu-central-1\n");
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve("routes/flows.yaml"), "[]\n");
    config = settings.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"try", "run", "seal", "open", "inspect", "policy", "retry"})
  void everyCommandHasHelpThatNamesTheCommonOptions(String command) {
    ProgramRun run = CliRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: saddlebag " + command, "--config", "--json");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theVersionIsShown() {
    assertThat(CliRun.of("--version").out()).startsWith("saddlebag ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          | a command is missing
          bogus | bogus
          inspect --bogus s3://b/k | --bogus
          inspect | s3://BUCKET/KEY
          inspect b/k | 'b/k' is no address of S3
          inspect s3://b/x/ | s3://b/x/ names a prefix
          seal a s3://b/x/ | --key is missing: name a master key, or say --seal none
          seal --seal=none --key=k a s3://b/x/ | --seal none has no use for --key
          seal --seal=none --format=v2 a s3://b/x/ | --seal none has no use for
          seal --seal=no a s3://b/x/ | expected one of [envelope, none]
          seal --key=k --sse=sse-kns:k a s3://b/x/ | did you mean sse-kms?
          seal --key=k --sse=sse-s3 --sse-bucket-key=true a s3://b/x/ | goes with sse-kms
          seal --key=k --sse=dsse-kms:k --sse-bucket-key=true a s3://b/x/ | never uses a bucket key
          seal --key=k --sse=sse-c:p --sse-context=a=b a s3://b/x/ | not with 'sse-c:p'
          open --sse=sse-kms:k s3://b/k x | 'sse-kms:k' is for writing
          inspect --sse=sse-s3 s3://b/k | 'sse-s3' is for writing
          seal --key=k s3://b/x/ | PATH
          seal --key=k a b | 'b' is no address of S3
          seal --key=k s3://b/x s3://b/y/ | s3://b/x stands where a file must stand
          seal --key=k --format=v9 a s3://b/x/ | v9
          seal --key=k --jobs=0 a s3://b/x/ | --jobs is 0
          seal --key=k --sse=sse-kms: a s3://b/x/ | names no key
          seal --key=k --sse=rot13 a s3://b/x/ | 'rot13' is unknown
          seal --key=k --collision=shrug a s3://b/x/ | shrug
          seal --key=k --acl=publik-read a s3://b/x/ | did you mean public-read?
          seal --key=k --lock-mode=governance a s3://b/x/ | there is only lockMode: give both
          seal --key=k --lock-mode=governance --lock-retain=soon a s3://b/x/ | 'soon' is no end
          seal --key=k --expected-owner=acme a s3://b/x/ | 'acme' is no AWS account
          seal --key=k --tags=a a s3://b/x/ | --tags
          open --expected-owner=acme s3://b/k out | 'acme' is no AWS account
          open s3://b/k | TARGET
          open s3://b/k s3://b/y | s3://b/y
          open --version-id=1 s3://b/x/ out | names a prefix
          open --context=department s3://b/x out | department
          try --config=x | --config
          """)
  void wrongUsageIsToldAndExitsWith2(String arguments, String what) {
    ProgramRun run = CliRun.of(arguments == null ? new String[0] : arguments.strip().split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(what).startsWith("saddlebag: ").contains("\n  fix: ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void withJsonTheErrorStandsOnStdoutToo() {
    ProgramRun run = CliRun.of("inspect", "--json", "--bogus");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json()).hasSize(1);
    assertThat(run.json().get(0).get("event").asText()).isEqualTo("error");
    assertThat(run.json().get(0).get("code").asText()).isEqualTo("usage");
    assertThat(run.json().get(0).get("fix").asText()).isNotEmpty();
  }

  @Test
  void commonOptionsMeanTheSameBeforeTheCommandAndBehindIt() {
    FakeFlows before = new FakeFlows();
    FakeFlows behind = new FakeFlows();
    ProgramRun one = CliRun.of(before, "--json", "--config", config, "run", "--once");
    ProgramRun other = CliRun.of(behind, "run", "--once", "--json", "--config", config);
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(events(one))
        .isEqualTo(events(other))
        .containsExactly("started", "delivered", "summary");
    assertThat(before.routes).isEqualTo(behind.routes);

    ProgramRun missing = CliRun.of("--config", folder + "/nowhere", "inspect", "s3://b/k");
    assertThat(missing.err()).startsWith("saddlebag: configuration-missing: ");
    assertThat(CliRun.of("--config=x", "try").err()).contains("--config");
  }

  private static List<String> events(ProgramRun run) {
    return run.json().stream().map(event -> event.get("event").asText()).toList();
  }

  @Test
  void aCommonOptionThatIsGivenTwiceIsRefused() {
    ProgramRun run =
        CliRun.of("--config", folder + "/x", "inspect", "--config", config, "s3://b/k");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("saddlebag: usage: ").contains("--config");
  }

  @Test
  void aMissingConfigurationIsNamed() {
    ProgramRun run = CliRun.of("inspect", "s3://b/k", "--config", folder + "/nowhere");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("saddlebag: configuration-missing: ")
        .contains(folder + "/nowhere/application.properties")
        .contains("\n  fix: ");
  }

  @Test
  void aWrongConfigurationIsToldAsAWhole() throws IOException {
    Files.writeString(
        Path.of(config, "application.properties"),
        "saddlebag.s3.profile=azure\nsaddlebag.keys.a.uri=keystore:k#a\n");
    ProgramRun run = CliRun.of("run", "--config", config);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("configuration-wrong", "azure", "saddlebag.keys.a.password");
  }

  @Test
  void anUnknownMasterKeyIsRefusedBeforeAnyFileIsRead() {
    ProgramRun run =
        CliRun.of("seal", "--config", config, "--key", "nobody", "nowhere.txt", "s3://b/x/");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("saddlebag: unknown-name: ").contains("'nobody'");
  }

  @Test
  void runHandsTheFlowsOverAndSumsUp() {
    FakeFlows flows = new FakeFlows();
    ProgramRun run = CliRun.of(flows, "run", "--once", "--config", config);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("1 delivered, 0 failed in ");
    assertThat(flows.once).isTrue();
    assertThat(flows.routes).contains(folder.resolve("routes/flows.yaml"));
  }

  @Test
  void runExitsWith1WhereADeliveryFailed() {
    FakeFlows flows = new FakeFlows();
    flows.failures = 2;
    ProgramRun run = CliRun.of(flows, "run", "--once", "--config", config, "--json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json())
        .extracting(event -> event.get("event").asText())
        .containsExactly("started", "delivered", "failed", "failed", "summary");
    assertThat(run.json().get(4).get("failed").asInt()).isEqualTo(2);
  }

  @Test
  void wrongFlowsExitWith2() {
    FakeFlows flows = new FakeFlows();
    flows.refusal = new Refused(CliError.NO_FLOWS, "flow 'x' has no directory");
    ProgramRun run = CliRun.of(flows, "run", "--config", config);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "saddlebag: no-flows: flow 'x' has no directory\n  fix: "
                + CliError.NO_FLOWS.fix()
                + "\n");
  }

  @Test
  void aFaultOfOursIsNoStackTraceForTheUser() {
    FakeFlows flows = new FakeFlows();
    flows.refusal = new IllegalStateException("oops");
    ProgramRun run = CliRun.of(flows, "run", "--config", config);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("saddlebag: internal-fault: ").doesNotContain("\tat ");
  }

  @Test
  void retryTellsWhatItPutBack() {
    FakeFlows flows = new FakeFlows();
    ProgramRun run = CliRun.of(flows, "retry", "invoices", "--config", config);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo("put back /data/in/b.txt\nput back s3://acme/c.txt\n2 put back\n");
    assertThat(flows.retried).isEqualTo("invoices");
  }

  @Test
  void retryTellsProgramsFilesFromObjects() {
    ProgramRun run = CliRun.of(new FakeFlows(), "retry", "--json", "--config", config);
    assertThat(run.json())
        .extracting(Object::toString)
        .containsExactly(
            "{\"event\":\"retried\",\"file\":\"/data/in/b.txt\"}",
            "{\"event\":\"retried\",\"object\":\"s3://acme/c.txt\"}",
            "{\"event\":\"summary\",\"retried\":2}");
  }

  @Test
  void aFolderWithoutFlowsIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    ProgramRun run = CliRun.of("run", "--config", config, "--routes", empty.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("saddlebag: no-flows: ").contains(empty + "/flows.yaml");
  }
}
