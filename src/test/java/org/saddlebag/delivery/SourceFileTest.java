package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.SaddlebagException;

class SourceFileTest {

  @TempDir Path folder;

  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
  }

  @Test
  void aQuietFileIsReadToItsEnd() throws IOException {
    Instant time = Instant.parse("2026-01-02T03:04:05.123456789Z");
    Files.createDirectories(root.resolve("a/b"));
    write("a/b/file", 100_000);
    Files.setLastModifiedTime(root.resolve("a/b/file"), FileTime.from(time));

    SourceFile source = SourceFile.open(root, "a/b/file");

    assertThat(source.description().name()).isEqualTo("a/b/file");
    assertThat(source.description().sizeBytes()).isEqualTo(100_000);
    assertThat(source.description().modified()).isEqualTo(time);
    assertThat(source.description().identity()).isNotNull();
    try (InputStream in = source.stream()) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(root.resolve("a/b/file")));
    }
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    write("empty", 0);
    try (InputStream in = SourceFile.open(root, "empty").stream()) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${file:name}.txt", "${sys.user.home}", "line\nbreak", "tab\t", "ümläut €", " "})
  void anyNameIsJustAName(String name) throws IOException {
    write(name, 3);
    try (InputStream in = SourceFile.open(root, name).stream()) {
      assertThat(in.readAllBytes()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "a/../../outside", "/etc/passwd", "a//b", "a/", "", "./a"})
  void aNameThatLeadsOutOrIsAnothersIsRefused(String name) throws IOException {
    Files.writeString(folder.resolve("outside"), "secret");
    assertFails(() -> SourceFile.open(root, name), DeliveryError.BAD_SOURCE_NAME);
  }

  @Test
  void aFileThatGrowsWhileItIsReadFailsBeforeItsEnd() throws IOException {
    write("file", 1000);
    changedDuringReading(
        () -> Files.write(root.resolve("file"), new byte[1], StandardOpenOption.APPEND),
        DeliveryError.SOURCE_CHANGED);
  }

  @Test
  void aFileThatShrinksWhileItIsReadFails() throws IOException {
    write("file", 1000);
    changedDuringReading(
        () -> Files.write(root.resolve("file"), new byte[600]), DeliveryError.SOURCE_CHANGED);
  }

  @Test
  void aFileThatIsReplacedWhileItIsReadFails() throws IOException {
    write("file", 1000);
    write("other", 1000);
    Files.setLastModifiedTime(
        root.resolve("other"), Files.getLastModifiedTime(root.resolve("file")));
    changedDuringReading(
        () ->
            Files.move(
                root.resolve("other"), root.resolve("file"), StandardCopyOption.REPLACE_EXISTING),
        DeliveryError.SOURCE_CHANGED);
  }

  @Test
  void aFileThatIsOverwrittenInPlaceWithItsSizeAndTimeKeptFails() throws IOException {
    write("file", 1000);
    FileTime time = Files.getLastModifiedTime(root.resolve("file"));
    waitForTheClockOfTheFileSystem();
    changedDuringReading(
        () -> {
          Files.write(root.resolve("file"), new byte[1000]);
          Files.setLastModifiedTime(root.resolve("file"), time);
        },
        DeliveryError.SOURCE_CHANGED);
  }

  @Test
  void aFileThatVanishesWhileItIsReadFails() throws IOException {
    write("file", 1000);
    changedDuringReading(() -> Files.delete(root.resolve("file")), DeliveryError.SOURCE_VANISHED);
  }

  @Test
  void aFileThatVanishesBeforeOrBetweenTheLooksFails() throws IOException {
    assertFails(() -> SourceFile.open(root, "file"), DeliveryError.SOURCE_VANISHED);
    write("file", 10);
    SourceFile source = SourceFile.open(root, "file");
    Files.delete(root.resolve("file"));
    assertFails(source::stream, DeliveryError.SOURCE_VANISHED);
  }

  @Test
  void aFileThatChangesBetweenLookAndReadingFails() throws IOException {
    write("file", 10);
    SourceFile source = SourceFile.open(root, "file");
    write("file", 11);
    assertFails(source::stream, DeliveryError.SOURCE_CHANGED);
  }

  /** As root reads everything, a file that nobody can read stands in: nothing is mapped at 0. */
  @Test
  void aFileThatCannotBeReadFails() throws IOException {
    SourceFile source = SourceFile.open(Path.of("/proc/self"), "mem", LinkPolicy.FOLLOW);
    assertFails(
        () -> {
          try (InputStream in = source.stream()) {
            in.readAllBytes();
          }
        },
        DeliveryError.SOURCE_UNREADABLE);
  }

  @Test
  void directoriesAndPipesAreNoFiles() throws Exception {
    Files.createDirectory(root.resolve("directory"));
    new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor();
    assertFails(() -> SourceFile.open(root, "directory"), DeliveryError.NOT_A_FILE);
    assertFails(() -> SourceFile.open(root, "pipe"), DeliveryError.NOT_A_FILE);
  }

  @Test
  void linksAreReadInsideRefusedToTheOutsideAndBothAtWill() throws IOException {
    write("file", 10);
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("elsewhere/file"), "secret");
    Files.createSymbolicLink(root.resolve("inside"), Path.of("file"));
    Files.createSymbolicLink(root.resolve("outside"), folder.resolve("secret"));
    Files.createSymbolicLink(root.resolve("folder"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("nothing"));

    assertThat(SourceFile.open(root, "inside").description().sizeBytes()).isEqualTo(10);
    assertThat(SourceFile.open(root, "outside", LinkPolicy.FOLLOW).description().sizeBytes())
        .isEqualTo(6);
    assertFails(() -> SourceFile.open(root, "outside"), DeliveryError.LINK_REFUSED);
    assertFails(() -> SourceFile.open(root, "folder/file"), DeliveryError.LINK_REFUSED);
    assertFails(
        () -> SourceFile.open(root, "inside", LinkPolicy.REFUSE), DeliveryError.LINK_REFUSED);
    assertFails(() -> SourceFile.open(root, "dangling"), DeliveryError.SOURCE_VANISHED);
    assertThat(SourceFile.open(root, "file", LinkPolicy.REFUSE).description().sizeBytes())
        .isEqualTo(10);
  }

  @Test
  void aNameThatIsNoTextIsRefusedByName() {
    assertFails(() -> SourceFile.open(root, "bad\uFFFDname"), DeliveryError.BAD_SOURCE_NAME);
  }

  private interface Change {
    void run() throws IOException;
  }

  private void changedDuringReading(Change change, DeliveryError expected) throws IOException {
    SourceFile source = SourceFile.open(root, "file");
    try (InputStream in = source.stream()) {
      assertThat(in.readNBytes(500)).hasSize(500);
      waitForTheClockOfTheFileSystem();
      change.run();
      assertFails(in::readAllBytes, expected);
    }
  }

  /** File systems stamp with the kernel's tick: a change within the same tick can't be seen. */
  private static void waitForTheClockOfTheFileSystem() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new java.util.Random(size).nextBytes(content);
    Files.write(root.resolve(name), content);
  }

  private static void assertFails(ThrowingCallable act, DeliveryError expected) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            SaddlebagException.class, e -> assertThat(e.code()).isEqualTo(expected));
  }
}
