package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.settings.ConfigFolder;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.Trees;

/** Commands against an S3 and a KMS on loopback, and what the audit trail says of them. */
class AuditCommandsTest {

  private static final String BUCKET = "acme-archive";
  private static final String PASSWORD = "a password that no log may show";
  private static final String PLAINTEXT = "a plaintext that no log may show";

  @TempDir Path folder;
  private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(folder.resolve("cloud"));
    cloud.s3().ensureBucket(BUCKET);
    Path config = Files.createDirectories(folder.resolve("config"));
    NewKeystore.create(config.resolve("keys.p12"), "archive", PASSWORD.toCharArray());
    NewKeystore.create(config.resolve("other.p12"), "archive", PASSWORD.toCharArray());
    Files.writeString(folder.resolve("password"), PASSWORD);
    configure("keys.p12");
    Files.writeString(folder.resolve("a.txt"), PLAINTEXT);
  }

  private void configure(String keystore) throws IOException {
    List<String> lines = Stores.local(cloud, folder);
    lines.add("saddlebag.keys.archive.uri=keystore:" + keystore + "#archive");
    lines.add("saddlebag.keys.archive.password=file:" + folder.resolve("password"));
    lines.add("saddlebag.node=node-7");
    Files.write(folder.resolve("config").resolve("application.properties"), lines);
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void sealing_and_opening_are_joined_by_the_data_key_and_the_request_ids() {
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "orders");
    run(0, "open", "s3://" + BUCKET + "/k/a.txt", file("b.txt"));

    List<JsonNode> lines = show("--object", "s3://" + BUCKET + "/k/a.txt");

    assertThat(lines)
        .extracting(line -> line.get("event").asText())
        .containsExactly("generate", "delivered", "unwrap");
    assertThat(lines)
        .extracting(line -> line.get("dataKey").asText())
        .containsOnly(lines.get(0).get("dataKey").asText());
    assertThat(lines).extracting(line -> line.get("outcome").asText()).containsOnly("done");
    assertThat(lines)
        .extracting(line -> line.get("keyVersion").asText())
        .allMatch(arn -> arn.startsWith("arn:aws:kms:"));
    assertThat(lines).extracting(line -> line.get("node").asText()).containsOnly("node-7");
    assertThat(lines)
        .extracting(line -> line.get("user").asText())
        .containsOnly(System.getProperty("user.name"));
    assertThat(lines.get(0).get("kmsRequest").asText())
        .isEqualTo(lines.get(1).get("kmsRequest").asText());
    assertThat(lines.get(2).get("kmsRequest").asText())
        .isNotEqualTo(lines.get(0).get("kmsRequest").asText());
    assertThat(lines.get(1).get("s3Request").asText()).isNotBlank();
    assertThat(lines.get(2).get("s3Request").asText()).isNotBlank();
    assertThat(lines.get(1).get("delivery").asText()).hasSize(36);
  }

  @Test
  void a_wrong_key_stands_in_the_trail_with_its_reason() throws IOException {
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");
    configure("other.p12");
    run(1, "open", "s3://" + BUCKET + "/k/a.txt", file("b.txt"));

    List<JsonNode> lines = show("--object", "s3://" + BUCKET + "/k/a.txt");

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2).get("event").asText()).isEqualTo("unwrap");
    assertThat(lines.get(2).get("outcome").asText()).isEqualTo("failed");
    assertThat(lines.get(2).get("code").asText()).isEqualTo("wrap-refused");
    assertThat(lines.get(2).get("reason").asText())
        .contains("does not open with master key 'archive'");
    assertThat(run(0, "audit", "verify").out()).contains("3 lines whole").contains("findings: 0");
  }

  @Test
  void lines_are_found_by_key_time_who_and_flow() {
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/o/", "--key", "orders");

    assertThat(show()).hasSize(4);
    assertThat(show("--key", "orders")).hasSize(2);
    assertThat(show("--flow", "seal")).hasSize(4);
    assertThat(show("--flow", "open")).isEmpty();
    assertThat(show("--who", "node-7")).hasSize(4);
    assertThat(show("--who", "nobody")).isEmpty();
    assertThat(show("--until", "2026-01-01")).isEmpty();
    assertThat(show("--since", "2026-01-01T00:00")).hasSize(4);
    assertThat(show("--object", "s3://" + BUCKET + "/")).hasSize(4);
    assertThat(run(0, "audit", "show", "--key", "archive").out())
        .contains("delivered  done  seal  key archive 1  s3://" + BUCKET + "/k/a.txt");
    assertThat(run(2, "audit", "show", "--since", "yesterday").err()).contains("bad-question");
    assertThat(run(2, "audit").err()).contains("show or verify is missing");
  }

  @Test
  void a_changed_line_is_named_with_its_place() throws IOException {
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");
    Path trail = trail();
    Files.writeString(trail, Files.readString(trail).replaceFirst("node-7", "node-8"));

    ProgramRun verified = run(1, "audit", "verify");

    assertThat(verified.out()).contains(trail + " line 1: changed: ").contains("findings: 1");
  }

  @Test
  void a_replaced_and_a_deleted_object_are_found_live() {
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/d/", "--key", "archive");
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/ok/", "--key", "archive");
    assertThat(run(0, "audit", "verify", "--live").out()).contains("objects: 3, findings: 0");
    try (Services services =
        new Services(
            Settings.load(
                ConfigFolder.find(folder.resolve("config")), Settings.Scope.WITHOUT_MASTER_KEYS))) {
      ObjectAddress replaced = new ObjectAddress(BUCKET, "k/a.txt");
      services
          .store()
          .put(
              replaced,
              new java.io.ByteArrayInputStream(new byte[3]),
              3,
              org.saddlebag.s3.PutOptions.of(java.util.Map.of()),
              org.saddlebag.s3.UploadListener.NONE);
      services.store().delete(new ObjectAddress(BUCKET, "d/a.txt"));
    }

    ProgramRun verified = run(1, "audit", "verify", "--live");

    assertThat(verified.out())
        .contains("s3://" + BUCKET + "/k/a.txt: object: has ")
        .contains("s3://" + BUCKET + "/d/a.txt: object: is gone")
        .contains("objects: 1, findings: 2");
  }

  @Test
  void an_object_under_a_customer_key_is_looked_at_with_that_key() throws IOException {
    Path settings = folder.resolve("config").resolve("application.properties");
    String without = Files.readString(settings);
    Files.writeString(
        settings,
        without
            + "saddlebag.customer-keys.partner.uri=keystore:other.p12#archive\n"
            + "saddlebag.customer-keys.partner.password=file:%s\n"
                .formatted(folder.resolve("password")));
    String target = "s3://" + BUCKET + "/c/";
    run(0, "seal", file("a.txt"), target, "--key", "archive", "--sse", "sse-c:partner");

    assertThat(run(0, "audit", "verify", "--live").out()).contains("objects: 1, findings: 0");
    Files.writeString(settings, without);
    assertThat(run(1, "audit", "verify", "--live").out())
        .contains(
            target + "a.txt: unchecked: rests under the customer key 'partner', which is not");
  }

  @Test
  void nothing_secret_stands_in_the_trail() throws Exception {
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/o/", "--key", "orders");
    run(0, "open", "s3://" + BUCKET + "/k/a.txt", file("b.txt"));
    String trail = Files.readString(trail());

    assertThat(trail).contains("\"unwrap\"");
    assertThat(trail).doesNotContain(PASSWORD, PLAINTEXT, cloud.kms().secretKey());
    java.security.KeyStore keystore =
        java.security.KeyStore.getInstance(
            folder.resolve("config").resolve("keys.p12").toFile(), PASSWORD.toCharArray());
    byte[] key = keystore.getKey("archive", PASSWORD.toCharArray()).getEncoded();
    assertThat(trail).doesNotContain(Base64.getEncoder().encodeToString(key));
    assertThat(trail).doesNotContain(java.util.HexFormat.of().formatHex(key));
  }

  @Test
  void nobody_notes_anything_where_the_trail_is_off() throws IOException {
    Files.writeString(
        folder.resolve("config").resolve("application.properties"),
        "saddlebag.audit.trail=off\n",
        java.nio.file.StandardOpenOption.APPEND);
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");

    assertThat(folder.resolve("state").resolve("audit")).doesNotExist();
    assertThat(run(0, "audit", "verify").out()).contains("0 lines whole");
  }

  @Test
  void a_trail_that_is_gone_is_missed_where_there_are_receipts() throws IOException {
    assertThat(run(0, "audit", "verify").out()).contains("0 lines whole");
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");
    Trees.delete(folder.resolve("state").resolve("audit"));

    assertThat(run(1, "audit", "verify").out())
        .contains("state/audit: cut: has no line, but receipts tell of 1 deliveries");
  }

  @Test
  void a_trail_that_can_not_be_written_stops_sealing_and_opening() throws IOException {
    run(0, "seal", file("a.txt"), "s3://" + BUCKET + "/k/", "--key", "archive");
    Path state = folder.resolve("state");
    try (Stream<Path> all = Files.walk(state.resolve("audit"))) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
    Files.writeString(state.resolve("audit"), "in the way");

    ProgramRun sealed = run(2, "seal", file("a.txt"), "s3://" + BUCKET + "/x/", "--key", "archive");
    ProgramRun opened = run(1, "open", "s3://" + BUCKET + "/k/a.txt", file("b.txt"));

    assertThat(sealed.err()).contains("audit-unwritable").contains("so no key is used");
    assertThat(opened.err()).contains("audit-unwritable");
    assertThat(folder.resolve("b.txt")).doesNotExist();
    assertThat(run(1, "inspect", "s3://" + BUCKET + "/x/a.txt").err()).contains("no-such-object");
  }

  private Path trail() {
    try (Stream<Path> files =
        Files.list(folder.resolve("state").resolve("audit").resolve("lane-1"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private List<JsonNode> show(String... more) {
    List<String> arguments = new ArrayList<>(List.of("audit", "show", "--json"));
    arguments.addAll(Arrays.asList(more));
    return run(0, arguments.toArray(String[]::new)).json();
  }

  private ProgramRun run(int exitCode, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = folder.resolve("config").toString();
    ProgramRun run = CliRun.of(all);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    return run;
  }
}
