package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;

class FailedObjectsTest {

  private static final Refused WHY =
      new Refused(
          DeliveryError.BAD_OUTPUT_NAME,
          "the name\nis bad",
          new IllegalStateException("a cause that may hold anything"));
  private static final ObjectAddress A = new ObjectAddress("acme", "out/a.txt");
  private static final ObjectAddress B = new ObjectAddress("acme", "out/b.txt");

  @TempDir Path state;

  private FailedObjects open() {
    return FailedObjects.open(state, "outbox", Deliveries.CLOCK);
  }

  private List<Path> texts() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("failed/outbox"))) {
      return files.sorted().toList();
    }
  }

  private boolean isWhole(Path text) {
    return text.toString().endsWith(".reason");
  }

  @Test
  void theTextSaysWhatHappenedAndHowToMendItWithoutTheCauses() throws IOException {
    open().park(A, "e1", WHY, 5);

    assertThat(texts()).hasSize(1);
    assertThat(texts().get(0).getFileName().toString())
        .startsWith("out_a.txt-")
        .endsWith(".reason");
    assertThat(texts().get(0))
        .hasContent(
            """
            object: "s3://acme/out/a.txt"
            etag: "e1"
            flow: outbox
            code: bad-output-name
            what: the name?is bad
            fix: %s
            attempts: 5
            time: %s
            """
                .formatted(DeliveryError.BAD_OUTPUT_NAME.fix(), Deliveries.CLOCK.instant()));
  }

  @Test
  void aFailedObjectIsLeftAloneFromThenOnAndAfterARestart() {
    FailedObjects failed = open();
    assertThat(failed.contains(A, "e1")).isFalse();

    failed.park(A, "e1", WHY, 1);

    assertThat(failed.contains(A, "e1")).isTrue();
    assertThat(open().contains(A, "e1")).isTrue();
    assertThat(open().contains(B, "e1")).isFalse();
    assertThat(open().size()).isEqualTo(1);
  }

  @Test
  void aRetryPutsAllObjectsBackForTheRunningProcessAndForTheNext() {
    FailedObjects running = open();
    running.park(A, "e1", WHY, 1);
    running.park(B, "e1", WHY, 1);

    assertThat(FailedObjects.retryAll(state, "outbox")).containsExactly(A, B);

    assertThat(running.contains(A, "e1")).isFalse();
    assertThat(open().contains(B, "e1")).isFalse();
    assertThat(FailedObjects.retryAll(state, "outbox")).isEmpty();
    running.park(A, "e1", WHY, 1);
    assertThat(running.contains(A, "e1")).isTrue();
  }

  @Test
  void aRetryOfAFlowThatNeverFailedPutsNothingBack() {
    open().park(A, "e1", WHY, 1);
    assertThat(FailedObjects.retryAll(state, "other")).isEmpty();
    assertThat(open().contains(A, "e1")).isTrue();
  }

  @Test
  void oneObjectIsPutBackByDeletingItsText() throws IOException {
    FailedObjects running = open();
    running.park(A, "e1", WHY, 1);
    running.park(B, "e1", WHY, 1);

    Files.delete(texts().get(0));

    assertThat(running.contains(A, "e1")).isFalse();
    assertThat(running.contains(B, "e1")).isTrue();
  }

  @Test
  void newContentOfTheKeyIsANewObjectAndItsFailureReplacesTheText() throws IOException {
    FailedObjects failed = open();
    failed.park(A, "e1", WHY, 1);
    assertThat(failed.contains(A, "e2")).isFalse();

    failed.park(A, "e2", WHY, 1);

    assertThat(failed.contains(A, "e2")).isTrue();
    assertThat(texts()).hasSize(1);
    assertThat(texts().get(0)).content().contains("e2").doesNotContain("e1");
  }

  @Test
  void aDeliveryMakesTheOldFailureOfTheKeyForgotten() throws IOException {
    FailedObjects failed = open();
    failed.park(A, "e1", WHY, 1);

    failed.forget(A);
    failed.forget(B);

    assertThat(texts()).isEmpty();
    assertThat(open().contains(A, "e1")).isFalse();
  }

  @Test
  void aTextThatADeathLeftUnfinishedIsSweptAndTheObjectIsTriedAgain() throws IOException {
    open().park(A, "e1", WHY, 1);
    Path text = texts().get(0);
    Files.writeString(text.resolveSibling(text.getFileName() + ".new"), "object: \"s3://ac");
    Files.delete(text);

    FailedObjects next = open();

    assertThat(next.contains(A, "e1")).isFalse();
    assertThat(texts()).isEmpty();
    next.park(A, "e1", WHY, 1);
    assertThat(open().contains(A, "e1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 150})
  void aKillLeavesWholeTextsOnlyAndNoneOfThoseThatStoodIsLost(int textsBeforeTheKill)
      throws Exception {
    try (OtherProcess parking = OtherProcess.holding("parking", state)) {
      await().until(() -> texts().stream().filter(this::isWhole).count() >= textsBeforeTheKill);
      parking.kill();
    }

    FailedObjects next = open();

    assertThat(texts()).allMatch(this::isWhole);
    assertThat(next.size()).isEqualTo(texts().size()).isGreaterThanOrEqualTo(textsBeforeTheKill);
    for (int i = 0; i < next.size(); i++) {
      assertThat(next.contains(new ObjectAddress("acme", String.valueOf(i)), "e")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "object: \"s3://ac",
        "object: \"acme\"\n",
        "object: \"s3://acme/out/a.txt\"\n"
      })
  void aTornTextCountsForNothingAndSpoilsNoOther(String torn) throws IOException {
    FailedObjects failed = open();
    failed.park(A, "e1", WHY, 1);
    Files.writeString(texts().get(0), torn);
    failed.park(B, "e1", WHY, 1);

    FailedObjects next = open();
    assertThat(next.contains(A, "e1")).isFalse();
    assertThat(next.contains(B, "e1")).isTrue();
    next.park(A, "e1", WHY, 1);

    assertThat(FailedObjects.retryAll(state, "outbox")).containsExactlyInAnyOrder(A, B);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../up",
        ".hidden",
        "//",
        "a\nobject: \"s3://other/x\"",
        "b\u00fccher/\u6f22\u5b57",
        "${date:now}",
        "..."
      })
  void keysOfAnyKindRestInTheFolderAndComeBackAsTheyAre(String key) throws IOException {
    ObjectAddress odd = new ObjectAddress("acme", key);
    open().park(odd, "e1", WHY, 1);

    assertThat(open().contains(odd, "e1")).isTrue();
    assertThat(texts()).hasSize(1);
    assertThat(texts().get(0).getFileName().toString()).doesNotStartWith(".");
    assertThat(FailedObjects.retryAll(state, "outbox")).containsExactly(odd);
  }

  @Test
  void keysThatLookAlikeDoNotShareAText() throws IOException {
    FailedObjects failed = open();
    failed.park(new ObjectAddress("acme", "a/b"), "e1", WHY, 1);
    failed.park(new ObjectAddress("acme", "a_b"), "e1", WHY, 1);
    failed.park(new ObjectAddress("acme", "x".repeat(1000) + "a_b"), "e1", WHY, 1);
    failed.park(new ObjectAddress("acme", "y".repeat(1000) + "a_b"), "e1", WHY, 1);

    assertThat(texts()).hasSize(4);
  }

  @Test
  void noFlowsNameLeadsOutOfTheStateFolder() throws IOException {
    FailedObjects.open(state, "..", Deliveries.CLOCK).park(A, "e1", WHY, 1);
    try (Stream<Path> files = Files.list(state)) {
      assertThat(files).containsExactly(state.resolve("failed"));
    }
  }

  @Test
  void aTextThatCantBeWrittenIsSaid() throws IOException {
    FailedObjects failed = open();
    Files.delete(state.resolve("failed/outbox"));
    Files.createFile(state.resolve("failed/outbox"));

    assertThatThrownBy(() -> failed.park(A, "e1", WHY, 1))
        .isInstanceOf(FileUnavailable.class)
        .hasMessageContaining("failed/outbox");
    assertThat(failed.contains(A, "e1")).isFalse();
    assertThatThrownBy(this::open).isInstanceOf(FileUnavailable.class);
  }
}
