package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the store into a folder, dying at each instant: once, whole, and nothing left behind. */
class PublishKillTest {

  private static final String OBJECT =
      DeliveredObjects.identity(new org.saddlebag.s3.ObjectAddress("bucket", "a.txt"), "etag");

  @TempDir Path folder;

  private Path target;
  private Path state;
  private int fetched;

  @BeforeEach
  void prepare() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
    state = folder.resolve("state");
  }

  static Stream<Arguments> deaths() {
    return EnumSet.range(Failpoint.AFTER_FSYNC, Failpoint.AFTER_REMEMBERED).stream()
        .flatMap(
            point ->
                Stream.of(CollisionPolicy.values()).map(policy -> Arguments.of(point, policy)));
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void aDeathAtAnyInstantPublishesOnceAndLeavesNothingBehind(
      Failpoint point, CollisionPolicy policy) throws IOException {
    runUntilDeath(point, policy);
    assertThat(visible()).allSatisfy(file -> assertThat(file).hasContent("content"));

    run(policy);
    run(policy);

    assertThat(visible()).containsExactly(target.resolve("a.txt"));
    assertThat(target.resolve("a.txt")).hasContent("content");
    assertThat(staged()).isEmpty();
    assertThat(fetched).isEqualTo(point.compareTo(Failpoint.AFTER_RENAME) < 0 ? 2 : 1);
  }

  @Test
  void anotherFileThatCameUnderTheNameMeanwhileIsNotTakenForOurs() throws IOException {
    runUntilDeath(Failpoint.BEFORE_RENAME, CollisionPolicy.NUMBER);
    Files.writeString(target.resolve("a.txt"), "theirs!");

    run(CollisionPolicy.NUMBER);

    assertThat(target.resolve("a.txt")).hasContent("theirs!");
    assertThat(target.resolve("a-1.txt")).hasContent("content");
  }

  @Test
  void aPublishedFileThatWasTakenAwayBeforeItWasRememberedComesAgain() throws IOException {
    runUntilDeath(Failpoint.AFTER_PUBLISHED, CollisionPolicy.NUMBER);
    Files.delete(target.resolve("a.txt"));

    run(CollisionPolicy.NUMBER);

    assertThat(target.resolve("a.txt")).hasContent("content");
  }

  private void runUntilDeath(Failpoint point, CollisionPolicy policy) throws IOException {
    Journal journal = Journal.open(state, "node");
    StagingArea staging = StagingArea.of(target, UUID.randomUUID().toString());
    assertThatThrownBy(() -> pass(journal, staging, Killed.at(point), policy))
        .isInstanceOf(Killed.class);
    journal.abandon();
    staging.abandon();
  }

  private void run(CollisionPolicy policy) {
    try (Journal journal = Journal.open(state, "node");
        StagingArea staging = StagingArea.of(target)) {
      pass(journal, staging, Failpoints.NONE, policy);
    }
  }

  /** What the route does with one object; a killed process closes nothing. */
  private void pass(
      Journal journal, StagingArea staging, Failpoints failpoints, CollisionPolicy policy) {
    FilePublisher publisher = new FilePublisher(staging, journal, failpoints);
    try (DeliveredObjects delivered = DeliveredObjects.open(state, "flow")) {
      if (delivered.contains(OBJECT)) {
        return;
      }
      if (publisher.alreadyPublished(OBJECT).isEmpty()) {
        fetched++;
        StagedFile file = staging.create();
        file.write("content".getBytes(StandardCharsets.UTF_8), 0, 7);
        file.verified(7);
        publisher.publish(file, "a.txt", null, policy, OBJECT);
        file.close();
      }
      delivered.remember(OBJECT);
      publisher.settled(OBJECT);
    }
  }

  private List<Path> visible() throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(
              file -> Files.isRegularFile(file) && !file.startsWith(target.resolve(".saddlebag")))
          .toList();
    }
  }

  private List<Path> staged() throws IOException {
    try (Stream<Path> files = Files.list(target.resolve(".saddlebag"))) {
      return files.filter(Files::isDirectory).toList();
    }
  }
}
