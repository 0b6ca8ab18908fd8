package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.StoreUnavailable;

/** What a node remembers of messages that were delivered together. */
class MessageBatchesTest {

  private static final Duration COMES_AGAIN = Duration.ofHours(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @TempDir private Path state;
  private MemoryStore store;
  private Deliveries node;
  private OwnBatches memory;

  @BeforeEach
  void start() {
    store = new MemoryStore();
    node = new Deliveries(state, store);
    memory = open();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private OwnBatches open() {
    return OwnBatches.open(state, node.journal, Deliveries.FLOW, COMES_AGAIN, now::get);
  }

  private MessageBatch batch(String... ids) {
    return memory.batch(List.of(ids), 10, Instant.EPOCH, now.get());
  }

  private DeliveryOrder order(MessageBatch batch) {
    return Deliveries.again(
        Deliveries.order(batch.description(), batch.description().name(), CollisionPolicy.NUMBER),
        DeliveryOrder.Again.together(batch.deliveryId(Deliveries.FLOW), false, batch.marks()));
  }

  private Receipt deliver(MessageBatch batch) {
    DeliveryOrder order = batch.begins(node.delivery, order(batch), 10);
    return node.delivery.deliver(order, Deliveries.content("0123456789"));
  }

  private List<Path> notes() throws IOException {
    Path folder = state.resolve("message-batches").resolve(Deliveries.FLOW);
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void die(Failpoint at) throws IOException {
    die(at, "a", "b");
  }

  private void die(Failpoint at, String... ids) throws IOException {
    node.restart(Killed.at(at));
    memory = open();
    assertThatThrownBy(() -> deliver(batch(ids))).isInstanceOf(Killed.class);
    node.restart();
    memory = open();
  }

  private void requireDeliveredBefore(MessageBatch batch) {
    assertThatThrownBy(() -> deliver(batch))
        .isInstanceOfSatisfying(
            StoreUnavailable.class,
            e -> assertThat(e.code()).isEqualTo(DeliveryError.DELIVERED_BEFORE));
  }

  @Test
  void what_the_broker_has_let_go_of_is_noted_no_more() throws IOException {
    MessageBatch batch = batch("a", "b");
    batch.delivered(deliver(batch));
    assertThat(memory.delivered("a")).isTrue();
    assertThat(memory.delivered("c")).isFalse();

    memory.letGo(List.of("a", "c"));
    assertThat(memory.delivered("b")).isTrue();
    assertThat(notes()).hasSize(1);
    memory.letGo(List.of("b"));

    assertThat(notes()).isEmpty();
    assertThat(node.journal.isEmpty()).isTrue();
  }

  @Test
  void what_the_broker_may_give_out_once_more_is_known_for_that_time() throws IOException {
    MessageBatch batch = batch("a", "b");
    batch.delivered(deliver(batch));
    MessageBatch copy = batch("b", "c");

    memory.letGo(List.of("a", "b", "never delivered"));

    assertThat(notes()).isEmpty();
    requireDeliveredBefore(copy);
    assertThat(memory.delivered("b")).isTrue();
    assertThat(memory.delivered("never delivered")).isFalse();
    now.set(now.get().plus(COMES_AGAIN));
    assertThat(memory.delivered("b")).isFalse();
    deliver(batch("b", "c"));
  }

  /** What was let go meanwhile may be forgotten by now. */
  @Test
  void what_was_in_hand_for_too_long_goes_back() throws IOException {
    MessageBatch old = batch("a");
    now.set(now.get().plus(COMES_AGAIN));

    requireDeliveredBefore(old);

    assertThat(notes()).isEmpty();
    assertThat(store.objects).isEmpty();
    deliver(batch("a"));
  }

  /** Two messages under one id: as long as the first is in no object, it must become a line. */
  @Test
  void what_was_let_go_and_is_not_delivered_is_not_known() {
    MessageBatch first = batch("a");
    DeliveryOrder unused = first.begins(node.delivery, order(first), 10);

    memory.letGo(List.of("a"));

    assertThat(memory.delivered("a")).isFalse();
  }

  @Test
  void after_a_death_behind_the_proof_the_journal_knows() throws IOException {
    die(Failpoint.AFTER_DELIVERED);

    assertThat(memory.delivered("a")).isTrue();
    assertThat(memory.delivered("b")).isTrue();
    assertThat(store.objects).hasSize(1);
  }

  @Test
  void after_a_death_before_the_proof_the_store_is_asked() throws IOException {
    die(Failpoint.AFTER_COMPLETE);
    assertThat(memory.delivered("b")).isFalse();

    requireDeliveredBefore(batch("b", "c"));

    assertThat(memory.delivered("a")).isTrue();
    assertThat(memory.delivered("b")).isTrue();
    assertThat(memory.delivered("c")).isFalse();
    deliver(batch("c"));
    assertThat(store.objects).hasSize(2);
  }

  @Test
  void what_was_never_sent_is_sent_in_other_company() throws IOException {
    die(Failpoint.AFTER_BEGUN);

    MessageBatch other = batch("b", "c");
    other.delivered(deliver(other));

    assertThat(notes()).hasSize(1);
    assertThat(memory.delivered("a")).isFalse();
    assertThat(memory.delivered("c")).isTrue();
  }

  @Test
  void the_same_batch_again_finds_its_object() throws IOException {
    die(Failpoint.AFTER_COMPLETE);

    MessageBatch same = batch("a", "b");
    Receipt receipt = deliver(same);

    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(store.objects).hasSize(1);
    assertThat(batch("b", "a").deliveryId("f")).isNotEqualTo(same.deliveryId("f"));
  }

  @Test
  void a_message_in_two_hands_waits_for_the_first() {
    MessageBatch first = batch("a", "b");
    DeliveryOrder unused = first.begins(node.delivery, order(first), 10);
    MessageBatch second = batch("b");
    assertThatThrownBy(() -> deliver(second))
        .isInstanceOfSatisfying(
            StoreUnavailable.class,
            e -> {
              assertThat(e.code()).isEqualTo(DeliveryError.UNDER_WAY);
              assertThat(e.retryable()).isTrue();
            });
    first.delivered(deliver(first));

    requireDeliveredBefore(second);
  }

  /** Two consumers hold parts of a batch of which nobody knows whether it is in the store. */
  @Test
  void a_doubt_is_settled_once_however_many_ask() throws Exception {
    die(Failpoint.AFTER_COMPLETE);
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    MessageBatch first = batch("a");
    MessageBatch second = batch("b");
    MessageBatch same = batch("a", "b");
    Function<SourceDescription, Optional<Receipt>> look =
        source -> {
          looks.incrementAndGet();
          looking.countDown();
          await(answer);
          return node.delivery.alreadyDelivered(order(same));
        };
    CompletableFuture<Void> one = begins(first, look);
    looking.await();
    CompletableFuture<Void> other = begins(second, look);

    assertThatThrownBy(() -> deliver(same))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.UNDER_WAY));
    answer.countDown();

    for (CompletableFuture<Void> each : List.of(one, other)) {
      assertThat(each)
          .failsWithin(Duration.ofMinutes(1))
          .withThrowableThat()
          .withMessageContaining("delivered together");
    }
    assertThat(looks).hasValue(1);
    assertThat(node.receiptsOnDisk()).hasSize(1);
  }

  private CompletableFuture<Void> begins(
      MessageBatch batch, Function<SourceDescription, Optional<Receipt>> look) {
    return CompletableFuture.runAsync(() -> memory.begins(batch, look));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_answer_that_does_not_come_leaves_the_doubt() throws IOException {
    die(Failpoint.AFTER_COMPLETE);
    MessageBatch other = batch("b", "c");
    assertThatThrownBy(
            () ->
                memory.begins(
                    other,
                    source -> {
                      throw new IllegalStateException("no answer");
                    }))
        .hasMessage("no answer");
    assertThat(notes()).hasSize(1);

    requireDeliveredBefore(other);
  }

  @Test
  void where_nobody_may_look_the_messages_wait() throws IOException {
    die(Failpoint.AFTER_COMPLETE);
    store.denyHeads = true;

    assertThatThrownBy(() -> deliver(batch("b", "c")))
        .isInstanceOfSatisfying(
            StoreUnavailable.class,
            e -> {
              assertThat(e.code()).isEqualTo(DeliveryError.EARLIER_UNSEEN);
              assertThat(e.retryable()).isTrue();
            });

    assertThat(notes()).hasSize(1);
    store.denyHeads = false;
    requireDeliveredBefore(batch("b", "c"));
    assertThat(store.objects).hasSize(1);
  }

  @Test
  void what_was_in_several_batches_goes_back_once() throws IOException {
    die(Failpoint.AFTER_COMPLETE, "a", "b");
    die(Failpoint.AFTER_COMPLETE, "c", "d");
    die(Failpoint.AFTER_COMPLETE, "e", "f");

    requireDeliveredBefore(batch("a", "c", "e", "g"));

    assertThat(Stream.of("a", "b", "c", "d", "e", "f")).allMatch(memory::delivered);
    deliver(batch("g"));
    assertThat(store.objects).hasSize(4);
  }

  @Test
  void a_note_that_nobody_comes_back_for_needs_no_start_to_go() throws IOException {
    MessageBatch left = batch("a");
    left.delivered(deliver(left));
    now.set(now.get().plus(Duration.ofDays(10)));
    MessageBatch later = batch("b");
    later.delivered(deliver(later));
    now.set(now.get().plus(Duration.ofDays(5)));

    deliver(batch("c"));

    assertThat(memory.delivered("a")).isFalse();
    assertThat(memory.delivered("b")).isTrue();
    assertThat(notes()).hasSize(2);
  }

  @Test
  void a_note_that_nobody_comes_back_for_goes_in_the_end() throws IOException {
    MessageBatch batch = batch("a");
    batch.delivered(deliver(batch));
    Files.setLastModifiedTime(
        notes().get(0), FileTime.from(Instant.now().minus(Duration.ofDays(15))));

    memory = open();

    assertThat(memory.delivered("a")).isFalse();
    assertThat(notes()).isEmpty();
  }

  @Test
  void what_was_let_go_while_it_was_waited_for_is_not_sent_again() {
    MessageBatch first = batch("a", "b");
    Receipt sent = deliver(first);
    MessageBatch second = batch("b", "c");
    MessageBatch same = batch("a", "b");
    for (MessageBatch each : List.of(second, same)) {
      assertThatThrownBy(() -> deliver(each)).isInstanceOf(StoreUnavailable.class);
    }
    first.delivered(sent);
    memory.letGo(List.of("a", "b"));

    requireDeliveredBefore(second);
    requireDeliveredBefore(same);
    deliver(batch("c"));

    assertThat(store.objects).containsOnlyKeys("a", "c");
  }

  @Test
  void what_was_waited_for_and_was_never_sent_does_not_go_back() {
    MessageBatch first = batch("a", "b");
    MessageBatch second = batch("c", "d");
    for (MessageBatch each : List.of(first, second)) {
      DeliveryOrder unused = each.begins(node.delivery, order(each), 10);
    }
    MessageBatch third = batch("b", "c");
    assertThatThrownBy(() -> deliver(third)).isInstanceOf(StoreUnavailable.class);
    first.failed();
    assertThatThrownBy(() -> deliver(third)).isInstanceOf(StoreUnavailable.class);
    second.failed();

    deliver(third);

    assertThat(store.objects).containsOnlyKeys("b");
  }
}
