package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From a folder into the store, dying at each instant: delivered once, whole, and nothing left. */
class DeliveryKillTest {

  private static final Set<Failpoint> FORWARD =
      EnumSet.range(Failpoint.AFTER_BEGUN, Failpoint.AFTER_MOVE);

  private static final Set<Failpoint> MULTIPART_ONLY =
      EnumSet.range(Failpoint.AFTER_CREATE_MULTIPART, Failpoint.AFTER_PART);

  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private Path inbox;
  private Path state;
  private Deliveries node;

  static Stream<Arguments> deaths() {
    return FORWARD.stream()
        .flatMap(
            point ->
                Stream.of(10, 500)
                    .filter(size -> size > 100 || !MULTIPART_ONLY.contains(point))
                    .flatMap(
                        size ->
                            Stream.of(true, false).map(keep -> Arguments.of(point, size, keep))));
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void aDeathAtAnyInstantDeliversOnceAndLeavesNothingBehind(
      Failpoint point, int size, boolean toDoneFolder) throws IOException {
    prepare(size);
    byte[] content = Files.readAllBytes(inbox.resolve("a.txt"));
    node = new Deliveries(state, store);
    node.restart(Killed.at(point));
    assertThatThrownBy(() -> pass(after(toDoneFolder), Killed.at(point)))
        .isInstanceOf(Killed.class);

    node.restart();
    int finished = release(after(toDoneFolder), Failpoints.NONE).recover(Leaving.NONE);
    if (Files.exists(inbox.resolve("a.txt"))) {
      pass(after(toDoneFolder), Failpoints.NONE);
    } else {
      assertThat(finished).isEqualTo(point == Failpoint.AFTER_TAKE ? 1 : 0);
    }

    assertThat(store.objects).containsOnlyKeys("a.txt");
    assertThat(store.objects.get("a.txt").bytes()).isEqualTo(content);
    assertThat(store.uploads).isEmpty();
    assertThat(node.receiptsOnDisk()).hasSize(1);
    assertThat(inbox.resolve("a.txt")).doesNotExist();
    assertThat(files(inbox.resolve(SourceRelease.FOLDER))).isEmpty();
    assertThat(files(inbox.resolve(".done"))).hasSize(toDoneFolder ? 1 : 0);
    if (toDoneFolder) {
      assertThat(inbox.resolve(".done/a.txt")).hasBinaryContent(content);
      assertThat(Files.getLastModifiedTime(inbox.resolve(".done/a.txt")))
          .isEqualTo(FileTime.from(Instant.parse("2026-01-02T03:04:05.123456789Z")));
    }
    node.reopen();
    assertThat(node.journal.leftBehind()).isEmpty();
    node.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Failpoint.class,
      names = {"AFTER_DELIVERED", "AFTER_RECEIPT", "BEFORE_MOVE"})
  void aNewFileThatTookThePlaceOfADeliveredOneAfterTheDeathIsDeliveredToo(Failpoint point)
      throws IOException {
    prepare(10);
    node = new Deliveries(state, store);
    node.restart(Killed.at(point));
    assertThatThrownBy(() -> pass(after(true), Killed.at(point))).isInstanceOf(Killed.class);
    FileTime time = Files.getLastModifiedTime(inbox.resolve("a.txt"));
    Files.write(inbox.resolve("a.txt"), new byte[10], StandardOpenOption.TRUNCATE_EXISTING);
    Files.setLastModifiedTime(inbox.resolve("a.txt"), time);

    node.restart();
    release(after(true), Failpoints.NONE).recover(Leaving.NONE);
    pass(after(true), Failpoints.NONE);

    assertThat(store.objects).containsOnlyKeys("a.txt", "a-1.txt");
    assertThat(store.objects.get("a-1.txt").bytes()).isEqualTo(new byte[10]);
    assertThat(node.receiptsOnDisk()).hasSize(2);
    node.close();
  }

  private void prepare(int size) throws IOException {
    inbox = Files.createDirectory(folder.resolve("inbox"));
    state = folder.resolve("state");
    byte[] content = new byte[size];
    java.util.Arrays.fill(content, (byte) 'x');
    Files.write(inbox.resolve("a.txt"), content);
    Files.setLastModifiedTime(
        inbox.resolve("a.txt"), FileTime.from(Instant.parse("2026-01-02T03:04:05.123456789Z")));
  }

  /** What the route does with one file. */
  private void pass(AfterDelivery after, Failpoints failpoints) {
    SourceFile source = SourceFile.open(inbox, "a.txt");
    DeliveryOrder order = Deliveries.order(source.description(), "a.txt", CollisionPolicy.NUMBER);
    Receipt receipt =
        node.delivery
            .alreadyDelivered(order)
            .orElseGet(
                () ->
                    node.delivery.deliver(
                        order,
                        Deliveries.content(source.stream(), source.description().sizeBytes())));
    release(after, failpoints).release(source, receipt, Leaving.NONE);
  }

  private SourceRelease release(AfterDelivery after, Failpoints failpoints) {
    return new SourceRelease(
        Deliveries.FLOW, inbox, after, node.journal, failpoints, Deliveries.CLOCK);
  }

  private AfterDelivery after(boolean toDoneFolder) {
    return toDoneFolder
        ? new AfterDelivery.MoveTo(inbox.resolve(".done"), null)
        : new AfterDelivery.Delete();
  }

  private static List<Path> files(Path folder) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
