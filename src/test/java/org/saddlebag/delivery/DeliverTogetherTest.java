package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ProofLevel;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;

/** Deliveries whose receipts come to the disk together, and that are known again by their ids. */
class DeliverTogetherTest {

  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private final Trail trail = new Trail();
  private Deliveries node;

  /** Notes what it is asked for, and can be slow or broken. */
  private static final class Trail implements DeliveryWitness {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    volatile CountDownLatch goOn = new CountDownLatch(0);
    volatile boolean broken;

    @Override
    public void delivered(Receipt receipt, boolean lasting) {
      calls.add((lasting ? "lasting " : "noted ") + receipt.source().name());
    }

    @Override
    public Noted note(Receipt receipt) {
      delivered(receipt, false);
      return () -> {
        calls.add("awaited " + receipt.source().name());
        DeliverTogetherTest.await(goOn);
        if (broken) {
          throw new FileUnavailable(DeliveryError.STATE_UNWRITABLE, "the disk is gone");
        }
      };
    }
  }

  @BeforeEach
  void start() {
    store.refusesTakenKeys = true;
    node = new Deliveries(folder.resolve("state"), store);
    watch();
  }

  private void watch() {
    node.delivery =
        new ObjectDelivery(
            store, node.journal, node.receipts, Failpoints.NONE, Deliveries.CLOCK, trail);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void what_comes_during_a_round_shares_the_next_one() throws Exception {
    trail.goOn = new CountDownLatch(1);
    CompletableFuture<Receipt> first = send("a");
    waitFor("awaited a");
    List<CompletableFuture<Receipt>> others = List.of(send("b"), send("c"), send("d"));
    assertThat(first).isNotDone();
    assertThat(node.receiptsOnDisk()).isEmpty();
    trail.goOn.countDown();

    List<Receipt> all = new ArrayList<>(List.of(of(first)));
    for (CompletableFuture<Receipt> each : others) {
      all.add(of(each));
    }
    assertThat(node.receiptsOnDisk()).containsExactlyElementsOf(all);
    assertThat(trail.calls)
        .containsExactly(
            "noted a",
            "awaited a",
            "noted b",
            "noted c",
            "noted d",
            "awaited b",
            "awaited c",
            "awaited d");
    assertThat(node.journal.ofFlow(Deliveries.FLOW)).hasSize(4).allMatch(OpenDelivery::delivered);
  }

  @Test
  void without_the_trail_nothing_counts_as_delivered_and_the_next_attempt_finds_the_object()
      throws Exception {
    trail.broken = true;
    CompletableFuture<Receipt> failed = send("a");

    assertThatThrownBy(() -> of(failed))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(FileUnavailable.class);
    assertThat(node.receiptsOnDisk()).isEmpty();
    trail.broken = false;

    assertThat(of(send("a")).evidence().recovered()).isTrue();
    assertThat(store.objects).containsOnlyKeys("a");
    assertThat(node.receiptsOnDisk()).hasSize(1);
  }

  @Test
  void who_is_told_of_a_failure_and_waits_holds_up_nobody() throws Exception {
    CountDownLatch pause = new CountDownLatch(1);
    trail.broken = true;
    CompletableFuture<Receipt> failed = send("a");
    CompletableFuture<?> handled = failed.handle((receipt, why) -> await(pause));
    waitFor("awaited a");
    assertThatThrownBy(() -> of(failed)).isInstanceOf(ExecutionException.class);
    trail.broken = false;

    assertThat(of(send("b")).object().key()).isEqualTo("b");

    pause.countDown();
    handled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** As when the machine fails before anything of the delivery was on the disk. */
  @Test
  void without_its_journal_a_file_is_known_by_its_id() throws Exception {
    Receipt first = of(send("a"));
    node.close();
    node = new Deliveries(folder.resolve("other"), store);

    Receipt second = of(send("a"));

    assertThat(second.delivery()).isEqualTo(first.delivery());
    assertThat(second.evidence().recovered()).isTrue();
    assertThat(store.objects).containsOnlyKeys("a");
  }

  @Test
  void another_file_in_its_place_gets_a_number() throws Exception {
    of(send("a"));

    assertThat(again(order("a", "8@y", true)).object().key()).isEqualTo("a-1");

    node.kill();
    node = new Deliveries(folder.resolve("state"), store);
    assertThat(of(send(order("a", "8@y", true))).object().key()).isEqualTo("a-1");
    assertThat(store.objects).containsOnlyKeys("a", "a-1");
  }

  @Test
  void an_object_that_was_not_proven_is_taken_for_no_delivery_even_after_a_restart()
      throws Exception {
    for (boolean alone : new boolean[] {true, false}) {
      String name = alone ? "a" : "b";
      store.proof = ProofLevel.NONE;
      assertThatThrownBy(() -> send(order(name, "7@x", alone)))
          .isInstanceOfSatisfying(
              StoreUnavailable.class,
              e -> assertThat(e.code()).isEqualTo(DeliveryError.NOT_PROVEN));
      store.proof = ProofLevel.FULL_OBJECT_CHECKSUM;
      node.restart();

      Receipt receipt = again(order(name, "7@x", alone));

      assertThat(receipt.object().key()).isNotEqualTo(name);
      assertThat(receipt.evidence().recovered()).isFalse();
      assertThat(again(order(name, "7@x", alone))).isEqualTo(receipt);
    }
  }

  /** Two files of one name in different directories, flattened. */
  @Test
  void a_file_that_comes_behind_another_for_the_same_key_finds_its_own_object() throws Exception {
    of(send(order("x", "7@x", true)));
    node.close();
    node = new Deliveries(folder.resolve("other"), store);
    again(order("x", "8@y", true));

    Receipt receipt = again(order("x", "7@x", true));

    assertThat(receipt.object().key()).isEqualTo("x");
    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(store.objects).containsOnlyKeys("x", "x-1");
  }

  @Test
  void where_the_store_replaces_what_is_there_one_look_is_enough() throws Exception {
    store.refusesTakenKeys = false;

    of(send("a"));

    assertThat(store.heads.get()).isEqualTo(1);
  }

  @Test
  void what_began_outlives_the_machine_where_the_key_shows_the_date() throws Exception {
    for (boolean sameKey : new boolean[] {true, false}) {
      Path state = folder.resolve("forgetful-" + sameKey);
      DeliveryOrder order = order("day" + sameKey, "7@x", true, sameKey);
      Journal journal = Journal.open(state, "node-1", ForgetfulDisk::new);
      store.loseAnswer = true;
      assertThatThrownBy(
              () ->
                  new ObjectDelivery(
                          store, journal, node.receipts, Failpoints.NONE, Deliveries.CLOCK)
                      .deliver(order, Deliveries.content("ten bytes!")))
          .isInstanceOf(StoreUnavailable.class);
      journal.abandon();

      try (Journal next = Journal.open(state, "node-1")) {
        assertThat(next.leftBehind()).hasSize(sameKey ? 0 : 1);
      }
    }
  }

  /** Loses what was not synced. */
  private static final class ForgetfulDisk implements AppendLog.Sink {
    private final AppendLog.Sink file;
    private final ByteArrayOutputStream unsynced = new ByteArrayOutputStream();

    ForgetfulDisk(Path path) throws IOException {
      file = AppendLog.FILES.open(path);
    }

    @Override
    public synchronized void write(byte[] bytes) {
      unsynced.writeBytes(bytes);
    }

    @Override
    public synchronized void sync() throws IOException {
      file.write(unsynced.toByteArray());
      unsynced.reset();
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** As the error handler does it. */
  private Receipt again(DeliveryOrder order) throws Exception {
    try {
      return of(send(order));
    } catch (StoreUnavailable e) {
      assertThat(e.code()).isEqualTo(DeliveryError.KEY_TAKEN);
      return of(send(order));
    }
  }

  private CompletableFuture<Receipt> send(String name) {
    return send(order(name, "7@x", true));
  }

  private CompletableFuture<Receipt> send(DeliveryOrder order) {
    return node.delivery.deliverTogether(order, Deliveries.content("ten bytes!"));
  }

  private static Receipt of(CompletableFuture<Receipt> outcome) throws Exception {
    return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void waitFor(String call) throws InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS * 100 && !trail.calls.contains(call); i++) {
      Thread.sleep(10);
    }
    assertThat(trail.calls).contains(call);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DeliveryOrder order(String name, String identity, boolean alone) {
    return order(name, identity, alone, true);
  }

  private static DeliveryOrder order(String name, String identity, boolean alone, boolean sameKey) {
    SourceDescription source =
        new SourceDescription(name, 10, Instant.parse("2026-01-02T03:04:05.678Z"), identity);
    String id = DeliveryIds.ofFile(Deliveries.FLOW, source);
    return new DeliveryOrder(
        Deliveries.FLOW,
        source,
        Deliveries.BUCKET,
        name,
        new ServerSideEncryption.BucketDefault(),
        CollisionPolicy.NUMBER,
        "text/plain",
        Map.of(),
        Map.of(),
        ObjectSettings.NONE,
        StoreAccess.FULL,
        alone ? DeliveryOrder.Again.alone(id, sameKey) : new DeliveryOrder.Again(id, false));
  }
}
