package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.UploadListener;

/** The examples run as they stand there, in directories of the test. */
class ExamplesTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Path data() {
    return folder.resolve("data");
  }

  /** The example, with more of something where the test says so. */
  private void example(String name, String... replaced) throws IOException {
    String yaml = Files.readString(Path.of("routes/examples", name));
    yaml = yaml.replace("/data/", data() + "/");
    for (int i = 0; i < replaced.length; i += 2) {
      assertThat(yaml).contains(replaced[i]);
      yaml = yaml.replace(replaced[i], replaced[i + 1]);
    }
    house.declare(yaml);
  }

  private void drop(String name, String content) throws IOException {
    Path file = data().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Map<String, String> tree(String directory) throws IOException {
    Path at = data().resolve(directory);
    return Files.exists(at) ? FlowHouse.tree(at) : Map.of();
  }

  private void put(String key, Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    put(key, bytes.toByteArray());
  }

  private void put(String key, byte[] bytes) {
    house
        .store()
        .put(
            new ObjectAddress(FlowHouse.BUCKET, key),
            new ByteArrayInputStream(bytes),
            bytes.length,
            PutOptions.of(Map.of()),
            UploadListener.NONE);
  }

  @Test
  void reports_go_compressed_and_sealed_and_come_back() throws IOException {
    String text = "the same words again and again ".repeat(20_000);
    drop("reports/a.txt", text);
    example("compress.yaml");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> tree("reports-back").containsKey("a.txt"));
    }

    assertThat(tree("reports-back")).containsExactly(Map.entry("a.txt", text));
    assertThat(tree("reports")).containsOnlyKeys(".done/a.txt");
    assertThat(house.keys()).containsExactly("reports/a.txt.zip");
    assertThat(house.head("reports/a.txt.zip").lengthBytes()).isLessThan(text.length() / 10);
    assertThat(house.head("reports/a.txt.zip").metadata()).containsKey("x-amz-c");
  }

  @Test
  void what_would_become_too_large_or_leads_out_is_not_decompressed_and_stays() throws IOException {
    put("reports/bomb.zip", Map.of("bomb", "0".repeat(5_000_000)));
    put("reports/out.zip", Map.of("../x", "bad"));
    example(
        "compress.yaml",
        "1073741824",
        "1000000",
        "- { name: target, value: \"direct:decompress\" }",
        "- { name: target, value: \"direct:decompress\" }\n"
            + "      - { name: unsealed, value: pass }\n      - { name: attempts, value: 1 }");
    Files.createDirectories(data().resolve("reports"));
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.summary().failed() == 2);
    }

    assertThat(tree("reports-back")).isEmpty();
    assertThat(FlowHouse.tree(folder).keySet()).noneMatch(name -> name.endsWith("/x"));
    assertThat(house.keys()).hasSize(2);
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void logs_go_as_gzip_and_come_back_by_their_names() throws IOException {
    String text = "the same line again and again\n".repeat(20_000);
    drop("logs/node.1/a.log", text);
    drop("logs/empty", "");
    example("gzip.yaml", "readLock: changed", "recursive: true");
    Map<String, String> all = Map.of("node.1/a.log", text, "empty", "");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> tree("logs-back").equals(all));
    }

    assertThat(house.keys()).containsExactlyInAnyOrder("logs/node.1/a.log.gz", "logs/empty.gz");
    assertThat(house.head("logs/node.1/a.log.gz").lengthBytes()).isLessThan(text.length() / 10);
  }

  @Test
  void gzip_that_becomes_too_large_or_is_damaged_writes_nothing_and_stays() throws IOException {
    byte[] good = gzip("good");
    byte[] changed = good.clone();
    changed[good.length - 8] ^= 1;
    put("logs/bomb.gz", gzip("0".repeat(5_000_000)));
    put("logs/cut.gz", Arrays.copyOf(good, good.length - 4));
    put("logs/changed.gz", changed);
    put("logs/none.gz", "no gzip".getBytes(StandardCharsets.UTF_8));
    put("logs/good.gz", good);
    example(
        "gzip.yaml",
        "1073741824",
        "1000000",
        "- { name: target, value: \"direct:gunzip\" }",
        "- { name: target, value: \"direct:gunzip\" }\n      - { name: unsealed, value: pass }");

    assertThat(house.once().failed()).isEqualTo(4);

    assertThat(tree("logs-back")).containsExactly(Map.entry("good", "good"));
    assertThat(house.keys()).hasSize(5);
    assertThat(FlowHouse.tree(house.state().resolve("failed")).values())
        .anyMatch(reason -> reason.contains("gzip-too-large"))
        .filteredOn(reason -> reason.contains("gzip-unreadable"))
        .hasSize(3);
  }

  @Test
  void statements_go_as_one_archive_and_come_back_as_files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 5; i++) {
      drop("statements/" + i + ".txt", "statement " + i);
      files.put(i + ".txt", "statement " + i);
    }
    example("zip.yaml", "&readLock=changed", "", "timeout: \"2000\"", "timeout: \"0\"");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> tree("statements-back").equals(files));
    }

    assertThat(house.keys()).hasSize(1).allMatch(key -> key.endsWith(".zip"));
    assertThat(tree("statements").keySet()).hasSize(5).allMatch(name -> name.startsWith(".done/"));
  }

  /** While the store is away, the files of an archive stay. */
  @Test
  void the_files_of_an_archive_that_could_not_be_sent_are_kept() throws IOException {
    drop("statements/a.txt", "a");
    drop("statements/b.txt", "b");
    example(
        "zip.yaml",
        "&readLock=changed",
        "",
        "timeout: \"2000\"",
        "timeout: \"0\"",
        "- { name: source, value: \"direct:zipped\" }",
        "- { name: source, value: \"direct:zipped\" }\n      - { name: attempts, value: 1 }");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("PutObject")
                    ? new org.saddlebag.local.wire.Fault.Fail(403, "AccessDenied")
                    : org.saddlebag.local.wire.Fault.none());
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> tree("statements").containsKey(".failed/b.txt"));
    }
    assertThat(tree("statements")).containsOnlyKeys(".failed/a.txt", ".failed/b.txt");
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void archives_that_lead_out_or_hold_too_much_or_are_none_write_nothing_and_stay()
      throws IOException {
    Map<String, String> escaping = new TreeMap<>(Map.of("a.txt", "good", "z/../../x", "bad"));
    put("statements/1.zip", escaping);
    put("statements/2.zip", Map.of("bomb", "0".repeat(5_000_000)));
    put("statements/3.zip", "no archive".getBytes(StandardCharsets.UTF_8));
    put("statements/4.zip", Map.of("/etc/x", "bad"));
    put("statements/5.zip", Map.of("..\\x", "bad"));
    put("statements/6.zip", Map.of("d/good.txt", "good"));
    example(
        "zip.yaml",
        "1073741824",
        "1000000",
        "- { name: target, value: \"direct:unzip\" }",
        "- { name: target, value: \"direct:unzip\" }\n      - { name: unsealed, value: pass }");

    assertThat(house.once().failed()).isEqualTo(5);

    assertThat(tree("statements-back")).containsExactly(Map.entry("d/good.txt", "good"));
    assertThat(FlowHouse.tree(folder).keySet()).noneMatch(name -> name.endsWith("/x"));
    assertThat(house.keys()).hasSize(6);
    assertThat(String.join("\n", FlowHouse.tree(house.state().resolve("failed")).values()))
        .contains("bad-output-name", "zip-too-large", "zip-unreadable");
  }
}
