package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;

/** Files that messages name go only as those that were delivered. */
class ReferencedFilesTest {

  @TempDir private Path root;
  private ReferencedFiles files;

  @BeforeEach
  void open() {
    files = new ReferencedFiles(root);
  }

  private Path put(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** As a process leaves it that dies between the taking and the end. */
  private void takeAndDie(Path file, SourceFile delivered) throws IOException {
    FileStamp stamp = delivered.entry();
    Path taken =
        root.resolve(".saddlebag-named")
            .resolve(stamp.file() + "@" + stamp.sizeBytes() + "@" + stamp.modified())
            .resolve(root.relativize(file));
    Files.createDirectories(taken.getParent());
    Files.move(file, taken);
  }

  private Stream<String> left() throws IOException {
    return Files.walk(root)
        .filter(Files::isRegularFile)
        .map(each -> root.relativize(each).toString());
  }

  @Test
  void the_delivered_file_goes_and_leaves_nothing() throws IOException {
    put("a/b", "one");

    files.delete(files.look("a/b"));
    files.recover();

    assertThat(left()).isEmpty();
    assertThat(root.resolve(".saddlebag-named")).doesNotExist();
    assertThat(root.resolve("a")).isDirectory();
  }

  @Test
  void what_another_has_deleted_is_no_trouble() throws IOException {
    Path file = put("a", "one");
    SourceFile delivered = files.look("a");
    Files.delete(file);

    files.delete(delivered);

    assertThat(root.resolve(".saddlebag-named")).doesNotExist();
  }

  @Test
  void a_death_behind_the_taking_is_finished() throws IOException {
    Path file = put("a/b", "one");
    takeAndDie(file, files.look("a/b"));

    files.recover();

    assertThat(left()).isEmpty();
  }

  @Test
  void what_was_taken_and_is_another_goes_back_and_replaces_nothing() throws IOException {
    Path file = put("a/b.txt", "one");
    SourceFile delivered = files.look("a/b.txt");
    Files.delete(file);
    put("a/b.txt", "another, that came meanwhile");
    takeAndDie(file, delivered);
    put("a/b.txt", "a third one");

    files.recover();

    assertThat(Files.readString(file)).isEqualTo("a third one");
    assertThat(left()).hasSize(2);
    assertThat(left().filter(name -> !name.equals("a/b.txt")))
        .singleElement()
        .satisfies(
            name ->
                assertThat(Files.readString(root.resolve(name)))
                    .isEqualTo("another, that came meanwhile"));
    assertThat(root.resolve(".saddlebag-named")).doesNotExist();
  }

  @Test
  void another_directory_in_the_place_of_the_first_is_none() throws IOException {
    put("mount/a", "one");
    ReferencedFiles below = new ReferencedFiles(root.resolve("mount"));
    assertThat(below.look("a").description().sizeBytes()).isEqualTo(3);
    Path drive = Files.move(root.resolve("mount"), root.resolve("drive"));
    Files.createDirectory(root.resolve("mount"));

    assertThatThrownBy(() -> below.look("a"))
        .isInstanceOfSatisfying(
            FileUnavailable.class,
            e -> assertThat(e.code()).isEqualTo(DeliveryError.SOURCE_UNREADABLE));

    Files.delete(root.resolve("mount"));
    Files.move(drive, root.resolve("mount"));
    assertThat(below.look("a").description().sizeBytes()).isEqualTo(3);
  }

  @Test
  void a_file_is_no_folder() throws IOException {
    put("a", "one");

    assertThatThrownBy(() -> files.find("a/b/c"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.NOT_A_FILE));
  }
}
