package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;

class SourceReleaseTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456789Z");

  @TempDir Path folder;

  private Path inbox;
  private Journal journal;

  @BeforeEach
  void start() throws IOException {
    inbox = Files.createDirectory(folder.resolve("inbox"));
    journal = Journal.open(folder.resolve("state"), "node");
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  @Test
  void doneFilesKeepSubDirectoriesAndTimes() throws IOException {
    Files.createDirectories(inbox.resolve("a/b"));
    write("a/b/c.txt", "content");
    Files.setLastModifiedTime(inbox.resolve("a/b/c.txt"), FileTime.from(TIME));

    release(done(null), "a/b/c.txt");

    assertThat(inbox.resolve("a/b/c.txt")).doesNotExist();
    assertThat(inbox.resolve(".done/a/b/c.txt")).hasContent("content");
    assertThat(Files.getLastModifiedTime(inbox.resolve(".done/a/b/c.txt")))
        .isEqualTo(FileTime.from(TIME));
    assertThat(inbox.resolve(SourceRelease.FOLDER)).isEmptyDirectory();
  }

  @Test
  void doneFilesOfTheSameNameAreNumbered() throws IOException {
    for (String text : new String[] {"1", "2", "3"}) {
      write("n.txt", text);
      release(done(null), "n.txt");
    }

    assertThat(inbox.resolve(".done/n.txt")).hasContent("1");
    assertThat(inbox.resolve(".done/n-1.txt")).hasContent("2");
    assertThat(inbox.resolve(".done/n-2.txt")).hasContent("3");
  }

  @Test
  void deletingDeletesTheLinkAndNotWhatItLeadsTo() throws IOException {
    write("real.txt", "content");
    Files.createSymbolicLink(inbox.resolve("link.txt"), Path.of("real.txt"));

    release(new AfterDelivery.Delete(), "link.txt");

    assertThat(Files.isSymbolicLink(inbox.resolve("link.txt"))).isFalse();
    assertThat(inbox.resolve("real.txt")).hasContent("content");
  }

  @Test
  void keptFilesStayAndAreKnownUntilTheyChange() throws IOException {
    write("a.txt", "content");
    try (DeliveredObjects memory = DeliveredObjects.open(folder.resolve("state"), "flow")) {
      AfterDelivery keep = new AfterDelivery.Keep(memory);
      SourceDescription source = SourceFile.open(inbox, "a.txt").description();
      assertThat(release(keep).isKept(source)).isFalse();

      release(keep, "a.txt");

      assertThat(inbox.resolve("a.txt")).hasContent("content");
      assertThat(release(keep).isKept(source)).isTrue();
      write("a.txt", "content!");
      assertThat(release(keep).isKept(SourceFile.open(inbox, "a.txt").description())).isFalse();
    }
  }

  @Test
  void aNewFileThatTookThePlaceOfTheDeliveredOneGoesBackToIt() throws IOException {
    write("a.txt", "old");
    SourceFile delivered = SourceFile.open(inbox, "a.txt");
    write("new.txt", "new");
    Files.move(
        inbox.resolve("new.txt"), inbox.resolve("a.txt"), StandardCopyOption.REPLACE_EXISTING);

    release(new AfterDelivery.Delete()).release(delivered, receipt(delivered), Leaving.NONE);

    assertThat(inbox.resolve("a.txt")).hasContent("new");
    assertThat(inbox.resolve(SourceRelease.FOLDER)).isEmptyDirectory();
  }

  /** Nobody has made the folder through which files go, and each may find that another has. */
  @Test
  void theFirstFilesOfAFlowMayBeLetGoAtTheSameInstant() throws Exception {
    int together = 8;
    ExecutorService threads = Executors.newFixedThreadPool(together);
    for (int round = 0; round < 100; round++) {
      Path root = Files.createDirectory(folder.resolve("round-" + round));
      SourceRelease release =
          new SourceRelease(
              "flow", root, new AfterDelivery.Delete(), journal, Failpoints.NONE, Deliveries.CLOCK);
      CyclicBarrier start = new CyclicBarrier(together);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < together; i++) {
        Files.writeString(root.resolve("file-" + i), "content");
        SourceFile source = SourceFile.open(root, "file-" + i);
        Receipt receipt = receipt(source);
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  release.release(source, receipt, Leaving.NONE);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      try (Stream<Path> left = Files.list(root)) {
        assertThat(left).containsExactly(root.resolve(SourceRelease.FOLDER));
      }
    }
    threads.shutdown();
  }

  @Test
  void aSourceThatVanishedAfterItsDeliveryIsLetGo() throws IOException {
    write("a.txt", "old");
    SourceFile delivered = SourceFile.open(inbox, "a.txt");
    Files.delete(inbox.resolve("a.txt"));
    Receipt receipt = receipt(delivered);

    release(done(null)).release(delivered, receipt, Leaving.NONE);

    assertThat(journal.open(receipt.delivery())).isEmpty();
  }

  @Test
  void aDoneFolderThatCannotBeMadeLeavesTheSourceInItsPlace() throws IOException {
    write("a.txt", "content");
    write(".done", "a file where the folder must be");
    SourceFile delivered = SourceFile.open(inbox, "a.txt");
    Receipt receipt = receipt(delivered);

    assertThatThrownBy(() -> release(done(null)).release(delivered, receipt, Leaving.NONE))
        .isInstanceOf(FileUnavailable.class);

    assertThat(inbox.resolve("a.txt")).hasContent("content");
    assertThat(journal.open(receipt.delivery())).isPresent();
  }

  @Test
  void aTakenFileThatWasNotTheDeliveredOneGoesBackAtTheNextStart() throws IOException {
    write("a.txt", "old");
    SourceFile delivered = SourceFile.open(inbox, "a.txt");
    Receipt receipt = receipt(delivered);
    write("a.txt", "newer");
    Files.createDirectory(inbox.resolve(SourceRelease.FOLDER));
    Files.move(
        inbox.resolve("a.txt"), inbox.resolve(SourceRelease.FOLDER).resolve(receipt.delivery()));
    write("a.txt", "newest");

    assertThat(release(new AfterDelivery.Delete()).recover(Leaving.NONE)).isZero();

    assertThat(inbox.resolve("a.txt")).hasContent("newest");
    assertThat(inbox.resolve("a-1.txt")).hasContent("newer");
  }

  @Test
  void aDeathBetweenLinkAndUnlinkLeavesOneNameAfterTheNextStart() throws IOException {
    write("a.txt", "content");
    SourceFile delivered = SourceFile.open(inbox, "a.txt");
    Receipt receipt = receipt(delivered);
    Path taken = inbox.resolve(SourceRelease.FOLDER).resolve(receipt.delivery());
    Files.createDirectories(inbox.resolve(".done"));
    Files.createDirectory(taken.getParent());
    Files.move(inbox.resolve("a.txt"), taken);
    Files.createLink(inbox.resolve(".done/a.txt"), taken);

    assertThat(release(done(null)).recover(Leaving.NONE)).isEqualTo(1);

    assertThat(inbox.resolve(".done/a.txt")).hasContent("content");
    assertThat(inbox.resolve(".done/a-1.txt")).doesNotExist();
    assertThat(taken).doesNotExist();
  }

  @Test
  void aDeathBetweenRememberingAKeptFileAndTheJournalIsForgotten() throws IOException {
    write("a.txt", "content");
    SourceFile delivered = SourceFile.open(inbox, "a.txt");
    Receipt receipt = receipt(delivered);
    try (DeliveredObjects memory = DeliveredObjects.open(folder.resolve("state"), "flow")) {
      AfterDelivery keep = new AfterDelivery.Keep(memory);
      SourceRelease dying =
          new SourceRelease(
              Deliveries.FLOW,
              inbox,
              keep,
              journal,
              Killed.at(Failpoint.AFTER_MOVE),
              Clock.systemUTC());
      assertThatThrownBy(() -> dying.release(delivered, receipt, Leaving.NONE))
          .isInstanceOf(Killed.class);
      journal.abandon();
      journal = Journal.open(folder.resolve("state"), "node");

      release(keep).recover(Leaving.NONE);

      assertThat(journal.open(receipt.delivery())).isEmpty();
      assertThat(inbox.resolve("a.txt")).hasContent("content");
    }
  }

  /** Its mount point is an empty directory, or there is none. */
  @Test
  void aStartBeforeTheDriveIsMountedForgetsNoDelivery() throws IOException {
    write("a.txt", "content");
    write("b.txt", "content");
    String id = leftBehind("a.txt");
    Path drive = folder.resolve("drive");
    Files.move(inbox, drive);

    release(new AfterDelivery.Delete()).recover(Leaving.NONE);
    Files.createDirectory(inbox);
    release(new AfterDelivery.Delete()).recover(Leaving.NONE);
    Files.delete(inbox);
    Files.move(drive, inbox);
    release(new AfterDelivery.Delete()).recover(Leaving.NONE);

    assertThat(journal.open(id)).isPresent();
    Files.delete(inbox.resolve("a.txt"));
    release(new AfterDelivery.Delete()).recover(Leaving.NONE);
    assertThat(journal.open(id)).isEmpty();
  }

  @Test
  void aDeliveredFileThatCanNotBeLookedAtIsNotForgotten() throws IOException {
    Files.createDirectory(inbox.resolve("folder"));
    write("folder/a.txt", "content");
    String id = leftBehind("folder/a.txt");
    Files.move(inbox.resolve("folder"), inbox.resolve("elsewhere"));
    Files.createSymbolicLink(inbox.resolve("folder"), Path.of("folder"));

    release(new AfterDelivery.Delete()).recover(Leaving.NONE);

    assertThat(journal.open(id)).isPresent();
  }

  @Test
  void aTakenFileOfUnknownOriginIsLeftAlone() throws IOException {
    Files.createDirectory(inbox.resolve(SourceRelease.FOLDER));
    Path stray = inbox.resolve(SourceRelease.FOLDER).resolve("stray");
    Files.writeString(stray, "whose?");

    assertThat(release(new AfterDelivery.Delete()).recover(Leaving.NONE)).isZero();

    assertThat(stray).hasContent("whose?");
  }

  @Test
  void doneFilesGoWhenTheirRetentionHasPassedSinceTheyWereMoved() throws IOException {
    write("a.txt", "content");
    Files.setLastModifiedTime(inbox.resolve("a.txt"), FileTime.from(Instant.EPOCH));
    AfterDelivery weekly = done(Duration.ofDays(7));
    release(weekly, "a.txt");

    assertThat(release(weekly).expire()).isZero();
    assertThat(inbox.resolve(".done/a.txt")).exists();

    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    SourceRelease nextWeek =
        new SourceRelease(Deliveries.FLOW, inbox, weekly, journal, Failpoints.NONE, later);
    assertThat(nextWeek.expire()).isEqualTo(1);
    assertThat(inbox.resolve(".done/a.txt")).doesNotExist();
  }

  @Test
  void doneFilesMayGoToAnotherFileSystem() throws IOException {
    Path elsewhere = Files.createTempDirectory(Path.of("/dev/shm"), "saddlebag-done");
    try {
      write("a.txt", "content");
      Files.setLastModifiedTime(inbox.resolve("a.txt"), FileTime.from(TIME));
      release(new AfterDelivery.MoveTo(elsewhere, null), "a.txt");
      write("a.txt", "again");
      release(new AfterDelivery.MoveTo(elsewhere, null), "a.txt");

      assertThat(elsewhere.resolve("a.txt")).hasContent("content");
      assertThat(Files.getLastModifiedTime(elsewhere.resolve("a.txt")).toInstant())
          .isCloseTo(TIME, org.assertj.core.api.Assertions.within(Duration.ofNanos(1000)));
      assertThat(elsewhere.resolve("a-1.txt")).hasContent("again");
      assertThat(inbox.resolve(SourceRelease.FOLDER)).isEmptyDirectory();
    } finally {
      for (String name : new String[] {"a.txt", "a-1.txt", ""}) {
        Files.deleteIfExists(elsewhere.resolve(name));
      }
    }
  }

  @Test
  void aDoneFolderThatHoldsTheInboxIsRefused() {
    for (Path bad : new Path[] {inbox, folder}) {
      assertThatThrownBy(() -> release(new AfterDelivery.MoveTo(bad, Duration.ZERO)))
          .isInstanceOf(Refused.class);
    }
  }

  /** The done folder takes it up to the instant at which the file is under way to it. */
  @Test
  void a_release_that_fails_behind_the_take_is_brought_to_its_end_by_the_next_one()
      throws IOException {
    write("a.txt", "old");
    SourceFile delivered = SourceFile.open(inbox, "a.txt");
    Receipt receipt = receipt(delivered);
    SourceRelease release =
        releaseThat(done(null), () -> replaceByFile(inbox.resolve(AfterDelivery.DONE_FOLDER)));
    assertThatThrownBy(() -> release.release(delivered, receipt, Leaving.NONE))
        .isInstanceOf(FileUnavailable.class);
    assertThat(inbox.resolve("a.txt")).doesNotExist();
    write("a.txt", "newer");
    Files.delete(inbox.resolve(AfterDelivery.DONE_FOLDER));

    release.release(delivered, receipt, Leaving.NONE);

    assertThat(inbox.resolve(".done/a.txt")).hasContent("old");
    assertThat(inbox.resolve("a.txt")).hasContent("newer");
    assertThat(inbox.resolve(SourceRelease.FOLDER)).isEmptyDirectory();
    assertThat(journal.open(receipt.delivery())).isEmpty();
  }

  /** It may have a place again, and another file may have come to it, too. */
  @Test
  void an_undelivered_file_that_could_not_go_back_goes_back_and_is_never_overwritten()
      throws IOException {
    Files.createDirectory(inbox.resolve("sub"));
    write("sub/a.txt", "old");
    SourceFile delivered = SourceFile.open(inbox, "sub/a.txt");
    Receipt receipt = receipt(delivered);
    Files.delete(inbox.resolve("sub/a.txt"));
    write("sub/a.txt", "newer");
    SourceRelease release =
        releaseThat(new AfterDelivery.Delete(), () -> replaceByFile(inbox.resolve("sub")));
    assertThatThrownBy(() -> release.release(delivered, receipt, Leaving.NONE))
        .isInstanceOf(FileUnavailable.class);
    Files.delete(inbox.resolve("sub"));
    Files.createDirectory(inbox.resolve("sub"));
    write("sub/a.txt", "newest");

    release.release(delivered, receipt, Leaving.NONE);

    assertThat(inbox.resolve("sub/a.txt")).hasContent("newest");
    assertThat(inbox.resolve("sub/a-1.txt")).hasContent("newer");
    assertThat(inbox.resolve(SourceRelease.FOLDER)).isEmptyDirectory();
    assertThat(journal.open(receipt.delivery())).isEmpty();
  }

  /** Something happens once, behind the take. */
  private SourceRelease releaseThat(AfterDelivery after, Runnable what) {
    Failpoints once = new Failpoints(Failpoint.AFTER_TAKE, 1, status -> what.run());
    return new SourceRelease(Deliveries.FLOW, inbox, after, journal, once, Clock.systemUTC());
  }

  /** No directory can be made or used there then. */
  private static void replaceByFile(Path directory) {
    try {
      Files.delete(directory);
      Files.createFile(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AfterDelivery done(Duration retention) {
    return new AfterDelivery.MoveTo(inbox.resolve(".done"), retention);
  }

  private SourceRelease release(AfterDelivery after) {
    return new SourceRelease(
        Deliveries.FLOW, inbox, after, journal, Failpoints.NONE, Clock.systemUTC());
  }

  private void release(AfterDelivery after, String name) {
    SourceFile source = SourceFile.open(inbox, name);
    Receipt receipt = receipt(source);
    release(after).release(source, receipt, Leaving.NONE);
    assertThat(journal.open(receipt.delivery())).isEmpty();
  }

  /** As if the process had died between the delivery of a file and letting it go. */
  private String leftBehind(String name) throws IOException {
    Receipt receipt = receipt(SourceFile.open(inbox, name));
    journal.abandon();
    journal = Journal.open(folder.resolve("state"), "node");
    return receipt.delivery();
  }

  /** As if it had been delivered. */
  private Receipt receipt(SourceFile source) {
    Receipt receipt =
        new Receipt(
            java.util.UUID.randomUUID().toString(),
            Deliveries.FLOW,
            source.description(),
            new Receipt.Target("bucket", "key", null, null, 1),
            null,
            null,
            null,
            Instant.now(),
            Instant.now(),
            "node");
    journal.write(new JournalLine.Delivered(receipt));
    return receipt;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(inbox.resolve(name), text);
  }
}
