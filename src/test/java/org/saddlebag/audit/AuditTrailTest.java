package org.saddlebag.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.delivery.AppendLog;
import org.saddlebag.errors.FileUnavailable;

/** The trail under several threads and processes, deaths and full disks. */
class AuditTrailTest {

  @TempDir Path folder;

  @Test
  void a_line_says_who_did_what_for_which_object() {
    Trails.lane(folder, 1);

    JsonNode line = Trails.lines(folder).get(0).json();

    assertThat(line.toString())
        .startsWith("{\"seq\":1,\"prev\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",")
        .contains(
            "\"time\":\"2026-11-25T12:00:00.123Z\",\"event\":\"unwrap\",\"flow\":\"back\","
                + "\"key\":\"archive\",\"keyVersion\":\"3\",\"suite\":115,\"wrap\":\"AES/GCM\","
                + "\"dataKey\":\"key-0\",\"object\":\"s3://acme/a \\\"b\\\"\\n\",\"version\":\"v1\","
                + "\"outcome\":\"done\",\"s3Request\":\"S3-1\",\"user\":\"alice\",\"host\":\"host-1\","
                + "\"node\":\"node-1\",\"process\":4711,\"hash\":");
  }

  @Test
  void many_threads_make_one_chain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (AuditTrail trail = Trails.open(folder)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        String key = "key-" + i;
        done.add(
            threads.submit(
                () -> trail.saw(key.endsWith("7") ? Trails.unwrap(key) : Trails.generate(key))));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(Trails.check(folder)).isEmpty();
    assertThat(Trails.lines(folder))
        .hasSize(2000)
        .extracting(line -> line.text("dataKey").orElseThrow())
        .doesNotHaveDuplicates();
  }

  @Test
  void a_check_beside_a_living_writer_finds_nothing() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (AuditTrail trail = Trails.open(folder)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        writers.add(
            threads.submit(
                () -> {
                  while (!enough.get()) {
                    trail.saw(Trails.generate("g"));
                    trail.saw(Trails.unwrap("u"));
                  }
                }));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(Trails.check(folder)).isEmpty();
      }
      enough.set(true);
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      enough.set(true);
      threads.shutdown();
    }
  }

  @Test
  void a_second_writer_has_a_lane_of_its_own_and_the_next_one_takes_up_the_first() {
    try (AuditTrail first = Trails.open(folder);
        AuditTrail second = Trails.open(folder)) {
      first.saw(Trails.unwrap("a"));
      second.saw(Trails.unwrap("b"));
    }
    Trails.lane(folder, 1);

    assertThat(folder)
        .isDirectoryContaining("glob:**/lane-2")
        .isDirectoryNotContaining("glob:**/lane-3");
    assertThat(Trails.check(folder)).isEmpty();
    assertThat(Trails.lines(folder)).extracting(ChainLine::seq).containsExactly(1L, 2L, 1L);
  }

  @Test
  void a_new_day_begins_a_new_file_that_continues_the_chain() {
    Trails.lane(folder, 2);
    Clock tomorrow = Clock.offset(Trails.NOON, Duration.ofDays(1));
    try (AuditTrail trail = AuditTrail.open(folder, Trails.WHO, tomorrow)) {
      trail.saw(Trails.unwrap("c"));
      trail.saw(Trails.unwrap("d"));
    }

    Path second = folder.resolve("lane-1").resolve("2026-11-26-0001.jsonl");
    assertThat(second).exists();
    assertThat(Trails.check(folder)).isEmpty();
    assertThat(Trails.lines(folder)).extracting(ChainLine::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_missing_file_is_a_gap() throws IOException {
    a_new_day_begins_a_new_file_that_continues_the_chain();
    Files.delete(Trails.file(folder));

    List<Finding> findings = Trails.check(folder);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.GAP);
    assertThat(findings.get(0).what()).contains("numbered 1 to 2 are missing");
  }

  @Test
  void a_missing_lane_and_a_missing_head_are_found() throws IOException {
    a_second_writer_has_a_lane_of_its_own_and_the_next_one_takes_up_the_first();
    Files.delete(folder.resolve("lane-2").resolve("head"));
    Files.move(folder.resolve("lane-1"), folder.resolve("gone"));

    assertThat(Trails.check(folder))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.GAP, Finding.Kind.CUT);
  }

  @Test
  void a_torn_last_line_is_marked_and_the_chain_goes_on() throws IOException {
    Trails.lane(folder, 3);
    Path file = Trails.file(folder);
    Files.writeString(file, "{\"seq\":4,\"prev\":\"abc", StandardOpenOption.APPEND);
    Trails.lane(folder, 1);

    assertThat(Trails.check(folder)).isEmpty();
    assertThat(Trails.lines(folder))
        .extracting(line -> line.text("event").orElseThrow())
        .containsExactly("unwrap", "unwrap", "unwrap", "recovered", "unwrap");

    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"prev\":\"abc", "\"prev\":\"abd"));
    assertThat(Trails.check(folder)).extracting(Finding::line).containsExactly(4L);
  }

  @Test
  void a_tail_that_was_cut_before_the_next_start_stays_found() throws IOException {
    Trails.lane(folder, 5);
    List<String> lines = Files.readAllLines(Trails.file(folder));
    Files.write(Trails.file(folder), lines.subList(0, 3));
    Trails.lane(folder, 4);

    List<Finding> findings = Trails.check(folder);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.CUT);
    assertThat(findings.get(0).what()).contains("numbered 4 to 5 were gone");
  }

  @Test
  void a_full_disk_stops_the_use_of_keys_and_room_lets_it_go_on() {
    AtomicBoolean full = new AtomicBoolean();
    try (AuditTrail trail = AuditTrail.open(folder, Trails.WHO, Trails.NOON, filling(full))) {
      trail.saw(Trails.unwrap("a"));
      full.set(true);
      assertFull(() -> trail.saw(Trails.generate("b")));
      assertFull(() -> trail.saw(Trails.unwrap("c")));
      assertThat(trail.trouble().orElseThrow().code()).isEqualTo(AuditError.AUDIT_DISK_FULL);
      assertThat(trail.lines()).isEqualTo(1);
      full.set(false);
      trail.saw(Trails.unwrap("d"));
      assertThat(trail.trouble()).isEmpty();
      assertThat(trail.lines()).isEqualTo(2);
    }

    assertThat(Trails.check(folder)).isEmpty();
    assertThat(Trails.lines(folder))
        .extracting(line -> line.text("dataKey").orElse(line.text("event").orElseThrow()))
        .containsExactly("a", "recovered", "d");
  }

  @Test
  void a_device_without_room_is_named_as_such() throws IOException {
    Files.createDirectories(folder.resolve("lane-1"));
    Files.createSymbolicLink(Trails.file(folder), Path.of("/dev/full"));
    try (AuditTrail trail = Trails.open(folder)) {
      assertFull(() -> trail.saw(Trails.generate("a")));
      assertFull(() -> trail.saw(Trails.unwrap("b")));
    } catch (FileUnavailable e) {
      assertThat(e.code()).isIn(AuditError.AUDIT_DISK_FULL, AuditError.AUDIT_UNWRITABLE);
    }
  }

  @Test
  void a_folder_that_can_not_be_made_is_one_clear_error() throws IOException {
    Path file = Files.writeString(folder.resolve("audit"), "in the way");

    assertThatExceptionOfType(FileUnavailable.class)
        .isThrownBy(() -> Trails.open(file))
        .satisfies(e -> assertThat(e.code()).isEqualTo(AuditError.AUDIT_UNWRITABLE))
        .withMessageContaining("so no key is used");
  }

  @Test
  void what_a_killed_process_was_told_is_on_the_disk() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                MortalWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> told = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (told.size() < 200) {
        told.add(out.readLine());
      }
      process.destroyForcibly().waitFor();
    }
    Trails.lane(folder, 1);

    assertThat(Trails.check(folder)).isEmpty();
    assertThat(Trails.lines(folder))
        .extracting(line -> line.text("dataKey").orElse("recovered"))
        .containsAll(told);
  }

  private static void assertFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
    assertThatExceptionOfType(FileUnavailable.class)
        .isThrownBy(use)
        .satisfies(e -> assertThat(e.code()).isEqualTo(AuditError.AUDIT_DISK_FULL));
  }

  /** Writes half of what it is given while the disk is full. */
  private static AppendLog.Opener filling(AtomicBoolean full) {
    return file -> {
      AppendLog.Sink sink = AppendLog.FILES.open(file);
      return new AppendLog.Sink() {
        @Override
        public void write(byte[] bytes) throws IOException {
          if (full.get()) {
            sink.write(java.util.Arrays.copyOf(bytes, bytes.length / 2));
            throw new IOException("No space left on device");
          }
          sink.write(bytes);
        }

        @Override
        public void sync() throws IOException {
          sink.sync();
        }

        @Override
        public void close() throws IOException {
          sink.close();
        }
      };
    };
  }

  @Test
  void a_delivery_that_lasts_is_noted_only_when_its_key_is_on_the_disk() {
    Disk disk = new Disk();
    try (AuditTrail trail = AuditTrail.open(folder, Trails.WHO, Trails.NOON, disk::open)) {
      trail.saw(Trails.generate("a"));
      trail.saw(Trails.generate("b"));
      trail.delivered(Trails.receipt("a"), true);
      assertThat(disk.reached()).contains("\"generate\"").contains("\"dataKey\":\"a\"");
      trail.delivered(Trails.receipt("b"), true);
      assertThat(disk.reached()).contains("\"dataKey\":\"b\"");
      trail.delivered(Trails.receipt("of an earlier process"), true);
      assertThat(disk.reached()).contains("of an earlier process");
    }
  }

  @Test
  void a_delivery_of_a_batch_waits_for_no_disk_but_the_batch_does() {
    Disk disk = new Disk();
    try (AuditTrail trail = AuditTrail.open(folder, Trails.WHO, Trails.NOON, disk::open)) {
      disk.stall();
      trail.saw(Trails.generate("a"));
      trail.delivered(Trails.receipt("a"), false);
      assertThat(disk.reached()).doesNotContain("delivered");
      disk.goOn();
      trail.sync();
      assertThat(disk.reached()).contains("\"event\":\"delivered\"");
    }
  }

  /** Knows what its syncs have reached, and can keep them waiting. */
  private static final class Disk {
    private final StringBuffer written = new StringBuffer();
    private volatile String reached = "";
    private volatile CountDownLatch free = new CountDownLatch(0);

    void stall() {
      free = new CountDownLatch(1);
    }

    void goOn() {
      free.countDown();
    }

    String reached() {
      return reached;
    }

    AppendLog.Sink open(Path file) throws IOException {
      AppendLog.Sink sink = AppendLog.FILES.open(file);
      return new AppendLog.Sink() {
        @Override
        public void write(byte[] bytes) throws IOException {
          sink.write(bytes);
          written.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void sync() throws IOException {
          String before = written.toString();
          try {
            free.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          sink.sync();
          reached = before;
        }

        @Override
        public void close() throws IOException {
          sink.close();
        }
      };
    }
  }
}
