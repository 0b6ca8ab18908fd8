package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

class FilePublisherTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456789Z");

  @TempDir Path folder;

  private Path target;
  private Journal journal;
  private StagingArea staging;
  private FilePublisher publisher;

  @BeforeEach
  void start() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
    journal = Journal.open(folder.resolve("state"), "node");
    staging = StagingArea.of(target);
    publisher = new FilePublisher(staging, journal, Failpoints.NONE);
  }

  @AfterEach
  void stop() {
    staging.close();
    journal.close();
  }

  @Test
  void aFileAppearsWholeUnderItsNameWithItsTime() throws IOException {
    Path path = publish("a/b/c.txt", "content", CollisionPolicy.NUMBER);

    assertThat(path).isEqualTo(target.resolve("a/b/c.txt")).hasContent("content");
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(FileTime.from(TIME));
    assertThat((int) Files.getAttribute(path, "unix:nlink")).isEqualTo(1);
    assertThat(visible()).containsExactly(path);
  }

  @Test
  void whatWasNotVerifiedIsNeverPublished() throws IOException {
    try (StagedFile file = staging.create()) {
      file.write("x".getBytes(StandardCharsets.UTF_8), 0, 1);
      assertThatThrownBy(
              () -> publisher.publish(file, "a", null, CollisionPolicy.OVERWRITE, "object"))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.NOT_VERIFIED));
    }
    assertThat(visible()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "..",
        ".",
        "/etc/x",
        "a//b",
        "a/",
        "",
        "a\nb",
        "a\u0000b",
        "./a",
        ".saddlebag/x",
        ".saddlebag",
        ".saddlebag-releasing/x",
        "a\ud800"
      })
  void aNameThatLeadsOutOrDeceivesIsRefused(String name) throws IOException {
    assertThatThrownBy(() -> publish(name, "x", CollisionPolicy.OVERWRITE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.BAD_OUTPUT_NAME));
    assertThat(visible()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${file:name}", "-rf", "ümläut €", "a\\b", "con", "a b", ".hidden"})
  void aNameThatOnlyLooksOddIsTakenAsItIs(String name) {
    assertThat(publish(name, "x", CollisionPolicy.NUMBER)).hasFileName(name).hasContent("x");
  }

  @Test
  void numberingKeepsWhatIsThere() throws IOException {
    publish("n.txt", "1", CollisionPolicy.NUMBER);
    publish("n.txt", "2", CollisionPolicy.NUMBER);
    publish("n.txt", "3", CollisionPolicy.NUMBER);

    assertThat(target.resolve("n.txt")).hasContent("1");
    assertThat(target.resolve("n-1.txt")).hasContent("2");
    assertThat(target.resolve("n-2.txt")).hasContent("3");
  }

  @Test
  void refusingKeepsWhatIsThereAndLeavesNothingBehind() throws IOException {
    Files.writeString(target.resolve("n.txt"), "old");

    assertThatThrownBy(() -> publish("n.txt", "new", CollisionPolicy.REFUSE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.OUTPUT_EXISTS));

    assertThat(target.resolve("n.txt")).hasContent("old");
    assertThat(visible()).hasSize(1);
  }

  @Test
  void overwritingReplacesInOneStepAndNeverADirectory() throws IOException {
    Files.writeString(target.resolve("n.txt"), "old");
    Files.createDirectories(target.resolve("d/e"));

    assertThat(publish("n.txt", "new", CollisionPolicy.OVERWRITE)).hasContent("new");
    assertThatThrownBy(() -> publish("d", "new", CollisionPolicy.OVERWRITE))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void manyAtOnceUnderOneNameEachGetANumber() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Path>> all = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String text = "content " + i;
      all.add(threads.submit(() -> publish("n.txt", text, CollisionPolicy.NUMBER)));
    }
    List<String> contents = new ArrayList<>();
    for (Future<Path> each : all) {
      contents.add(Files.readString(each.get()));
    }
    threads.shutdown();

    assertThat(contents).hasSize(64).doesNotHaveDuplicates();
    assertThat(visible()).hasSize(64);
  }

  @Test
  void aLinkInTheTargetNeverLeadsOut() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("file"), "theirs");
    Files.createSymbolicLink(target.resolve("link"), outside);
    Files.createSymbolicLink(target.resolve("file"), outside.resolve("file"));

    assertThatThrownBy(() -> publish("link/x", "x", CollisionPolicy.OVERWRITE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.LINK_IN_TARGET));
    assertThat(publish("file", "ours", CollisionPolicy.NUMBER)).hasFileName("file-1");
    publish("file", "ours too", CollisionPolicy.OVERWRITE);

    assertThat(Files.isSymbolicLink(target.resolve("file"))).isFalse();
    assertThat(outside.resolve("file")).hasContent("theirs");
    assertThat(outside.resolve("x")).doesNotExist();
  }

  @Test
  void aFileInTheWayOfADirectoryIsRefused() throws IOException {
    Files.writeString(target.resolve("a"), "file");
    assertThatThrownBy(() -> publish("a/b", "x", CollisionPolicy.OVERWRITE))
        .isInstanceOfSatisfying(
            SaddlebagException.class,
            e -> assertThat(e.code()).isEqualTo(DeliveryError.OUTPUT_EXISTS));
  }

  @Test
  void withoutHardLinksNothingIsReplacedEither() throws IOException {
    Placement linkless =
        new Placement() {
          @Override
          void link(Path from, Path to) throws IOException {
            throw new FileSystemException(to.toString(), null, "Operation not permitted");
          }
        };
    publisher = new FilePublisher(staging, journal, Failpoints.NONE, linkless);

    publish("n.txt", "1", CollisionPolicy.NUMBER);
    publish("n.txt", "2", CollisionPolicy.NUMBER);

    assertThat(target.resolve("n.txt")).hasContent("1");
    assertThat(target.resolve("n-1.txt")).hasContent("2");
  }

  @Test
  void theSameObjectMayGoToTwoDirectories() throws IOException {
    publish("n.txt", "1", CollisionPolicy.NUMBER, "object");
    try (StagingArea elsewhere = StagingArea.of(folder.resolve("elsewhere"));
        StagedFile file = staged(elsewhere, "1")) {
      Path path =
          new FilePublisher(elsewhere, journal, Failpoints.NONE)
              .publish(file, "n.txt", TIME, CollisionPolicy.NUMBER, "object");
      assertThat(path).isEqualTo(folder.resolve("elsewhere/n.txt")).hasContent("1");
    }
  }

  private Path publish(String name, String text, CollisionPolicy collision) {
    return publish(name, text, collision, name + text);
  }

  private Path publish(String name, String text, CollisionPolicy collision, String object) {
    try (StagedFile file = staged(staging, text)) {
      return publisher.publish(file, name, TIME, collision, object);
    }
  }

  private static StagedFile staged(StagingArea area, String text) {
    StagedFile file = area.create();
    file.write(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
    file.verified(text.length());
    return file;
  }

  private List<Path> visible() throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(
              file -> Files.isRegularFile(file) && !file.startsWith(target.resolve(".saddlebag")))
          .toList();
    }
  }
}
