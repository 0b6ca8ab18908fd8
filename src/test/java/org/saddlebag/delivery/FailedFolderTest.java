package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

class FailedFolderTest {

  private static final Refused WHY =
      new Refused(
          DeliveryError.BAD_OBJECT_KEY,
          "the object key\nis bad",
          new IllegalStateException("a cause that may hold anything"));

  @TempDir Path folder;

  private Path inbox;
  private Path failed;
  private FailedFolder folderOfFailed;

  @BeforeEach
  void start() throws IOException {
    inbox = Files.createDirectory(folder.resolve("inbox"));
    failed = inbox.resolve(FailedFolder.FOLDER);
    folderOfFailed = new FailedFolder("invoices", inbox, failed, Deliveries.CLOCK);
  }

  @Test
  void aParkedFileRestsBesideItsReason() throws IOException {
    Files.createDirectories(inbox.resolve("a/b"));
    write("a/b/c.txt", "content");
    FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05.123456789Z"));
    Files.setLastModifiedTime(inbox.resolve("a/b/c.txt"), time);

    assertThat(folderOfFailed.park("a/b/c.txt", WHY, 5)).contains(failed.resolve("a/b/c.txt"));

    assertThat(inbox.resolve("a/b/c.txt")).doesNotExist();
    assertThat(failed.resolve("a/b/c.txt")).hasContent("content");
    assertThat(Files.getLastModifiedTime(failed.resolve("a/b/c.txt"))).isEqualTo(time);
    assertThat(failed.resolve("a/b/c.txt.reason"))
        .hasContent(
            """
            file: "a/b/c.txt"
            flow: invoices
            code: bad-object-key
            what: the object key?is bad
            fix: %s
            attempts: 5
            time: %s
            """
                .formatted(DeliveryError.BAD_OBJECT_KEY.fix(), Deliveries.CLOCK.instant()));
    assertThat(folderOfFailed.list()).containsExactly("a/b/c.txt");
  }

  @Test
  void retryPutsEverythingBackAndTakesTheReasonsAway() throws IOException {
    Files.createDirectories(inbox.resolve("a"));
    write("a/1.txt", "one");
    write("2.txt", "two");
    folderOfFailed.park("a/1.txt", WHY, 1);
    folderOfFailed.park("2.txt", WHY, 1);

    assertThat(folderOfFailed.retryAll())
        .containsExactlyInAnyOrder(inbox.resolve("a/1.txt"), inbox.resolve("2.txt"));

    assertThat(inbox.resolve("a/1.txt")).hasContent("one");
    assertThat(inbox.resolve("2.txt")).hasContent("two");
    assertThat(folderOfFailed.list()).isEmpty();
    assertThat(failed.resolve("2.txt.reason")).doesNotExist();
    assertThat(folderOfFailed.retryAll()).isEmpty();
  }

  @Test
  void filesOfTheSameNameAreNumberedInBothDirections() throws IOException {
    for (String text : new String[] {"1", "2"}) {
      write("n.txt", text);
      folderOfFailed.park("n.txt", WHY, 1);
    }
    assertThat(failed.resolve("n.txt")).hasContent("1");
    assertThat(failed.resolve("n-1.txt")).hasContent("2");
    write("n.txt", "3");

    folderOfFailed.retryAll();

    assertThat(inbox.resolve("n.txt")).hasContent("3");
    assertThat(
            java.util.Set.of(
                Files.readString(inbox.resolve("n-1.txt")),
                Files.readString(inbox.resolve("n-2.txt"))))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void aFileThatIsCalledLikeAReasonIsAFileLikeAnyOther() throws IOException {
    write("x", "file");
    write("x.reason", "file too");
    folderOfFailed.park("x", WHY, 1);
    folderOfFailed.park("x.reason", WHY, 1);

    assertThat(folderOfFailed.list()).containsExactlyInAnyOrder("x", "x-1.reason");
    folderOfFailed.retryAll();

    assertThat(inbox.resolve("x")).hasContent("file");
    assertThat(inbox.resolve("x.reason")).hasContent("file too");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${file:name}", "line\nbreak", "ümläut €", "-rf"})
  void oddNamesComeBackAsTheyWere(String name) throws IOException {
    write(name, "x");
    folderOfFailed.park(name, WHY, 1);
    assertThat(inbox.resolve(name)).doesNotExist();

    folderOfFailed.retryAll();

    assertThat(inbox.resolve(name)).hasContent("x");
  }

  @Test
  void aNameOfFullLengthIsParkedAndComesBack() throws IOException {
    String name = "n".repeat(255);
    write(name, "x");

    assertThat(folderOfFailed.park(name, WHY, 1)).isPresent();
    folderOfFailed.retryAll();

    assertThat(inbox.resolve(name)).hasContent("x");
  }

  @Test
  void aFileThatHasVanishedLeavesNoReason() {
    assertThat(folderOfFailed.park("gone.txt", WHY, 1)).isEmpty();
    assertThat(failed.resolve("gone.txt.reason")).doesNotExist();
  }

  @Test
  void aDeathBetweenReasonAndFileLeavesTheFileInItsPlace() throws IOException {
    write("n.txt", "1");
    Files.createDirectories(failed);
    new Reason(Reason.line("file", "n.txt"), "invoices", WHY, 1, Instant.now())
        .write(failed.resolve("n.txt.reason"));

    assertThat(folderOfFailed.list()).isEmpty();
    assertThat(folderOfFailed.park("n.txt", WHY, 1)).contains(failed.resolve("n-1.txt"));
    folderOfFailed.retryAll();

    assertThat(inbox.resolve("n.txt")).hasContent("1");
  }

  @Test
  void aDeathWhilePuttingBackDoesNotPutBackTwice() throws IOException {
    write("n.txt", "1");
    folderOfFailed.park("n.txt", WHY, 1);
    Files.createLink(inbox.resolve("n.txt"), failed.resolve("n.txt"));

    assertThat(folderOfFailed.retryAll()).containsExactly(inbox.resolve("n.txt"));

    assertThat(inbox.resolve("n-1.txt")).doesNotExist();
    assertThat(failed.resolve("n.txt")).doesNotExist();
  }

  @Test
  void aReasonThatSomebodyEditedNeverLeadsAFileOut() throws IOException {
    write("n.txt", "1");
    folderOfFailed.park("n.txt", WHY, 1);
    Files.writeString(failed.resolve("n.txt.reason"), "file: \"../../out.txt\"\n");

    assertThat(folderOfFailed.retryAll()).containsExactly(inbox.resolve("n.txt"));

    assertThat(inbox.resolve("n.txt")).hasContent("1");
    assertThat(folder.resolve("out.txt")).doesNotExist();
  }

  @Test
  void aFailedFolderThatHoldsTheInboxIsRefused() {
    assertThatThrownBy(() -> new FailedFolder("f", inbox, inbox, Deliveries.CLOCK))
        .isInstanceOf(Refused.class);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(inbox.resolve(name), text);
  }
}
