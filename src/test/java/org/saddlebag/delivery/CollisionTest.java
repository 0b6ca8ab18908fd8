package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.StoreError;

/** What becomes of objects that meet under one key. */
class CollisionTest {

  @TempDir Path state;

  private final MemoryStore store = new MemoryStore();
  private Deliveries node;

  @BeforeEach
  void start() {
    node = new Deliveries(state, store);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void numberingKeepsEveryFileOfTheSameName() {
    for (int day = 0; day < 5; day++) {
      deliver(day, CollisionPolicy.NUMBER);
    }

    assertThat(store.objects).containsOnlyKeys("r.csv", "r-1.csv", "r-2.csv", "r-3.csv", "r-4.csv");
    assertThat(text("r-4.csv")).isEqualTo("day 4");
  }

  @Test
  void aThousandOfTheSameNameCostFewLooksEach() {
    for (int i = 0; i < 1000; i++) {
      store.objects.put(NumberedName.of("r.csv", i), held("old"));
    }

    deliver(1, CollisionPolicy.NUMBER);

    assertThat(text("r-1000.csv")).isEqualTo("day 1");
    assertThat(store.heads.get()).isLessThan(25);
  }

  @Test
  void refusingSendsNothing() {
    store.objects.put("r.csv", held("old"));

    assertThatThrownBy(() -> deliver(1, CollisionPolicy.REFUSE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS));

    assertThat(store.puts.get()).isZero();
    assertThat(text("r.csv")).isEqualTo("old");
  }

  @Test
  void overwritingReplaces() {
    store.objects.put("r.csv", held("old"));

    deliver(1, CollisionPolicy.OVERWRITE);

    assertThat(store.objects).containsOnlyKeys("r.csv");
    assertThat(text("r.csv")).isEqualTo("day 1");
  }

  @Test
  void aKeyThatIsTakenDuringThePutIsTriedAgainUnderTheNextNumber() {
    store.beforeCommit = () -> store.objects.putIfAbsent("r.csv", held("other"));

    assertThatThrownBy(() -> deliver(1, CollisionPolicy.NUMBER))
        .isInstanceOfSatisfying(
            StoreUnavailable.class,
            e -> {
              assertThat(e.code()).isEqualTo(DeliveryError.KEY_TAKEN);
              assertThat(e.retryable()).isTrue();
            });
    assertThat(deliver(1, CollisionPolicy.NUMBER).object().key()).isEqualTo("r-1.csv");
    assertThat(text("r.csv")).isEqualTo("other");
  }

  @Test
  void refusingHoldsEvenWhenTheKeyIsTakenDuringThePut() {
    store.beforeCommit = () -> store.objects.putIfAbsent("r.csv", held("other"));

    assertThatThrownBy(() -> deliver(1, CollisionPolicy.REFUSE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS));
    assertThat(text("r.csv")).isEqualTo("other");
  }

  @Test
  void manyAtOnceEachGetAKeyOfTheirOwnWithoutAVainPut() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Receipt>> all = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int number = i;
      all.add(threads.submit(() -> deliver(number, CollisionPolicy.NUMBER)));
    }
    for (Future<Receipt> each : all) {
      each.get();
    }
    threads.shutdown();

    assertThat(store.objects).hasSize(64);
    assertThat(store.puts.get()).isEqualTo(64);
    assertThat(store.objects.keySet().stream().map(this::text)).doesNotHaveDuplicates();
  }

  @Test
  void whoMayNotLookNumbersByTheDeliveryId() {
    store.denyHeads = true;
    store.objects.put("r.csv", held("old"));

    assertThatThrownBy(() -> deliver(1, CollisionPolicy.NUMBER))
        .isInstanceOf(StoreUnavailable.class);
    Receipt receipt = deliver(1, CollisionPolicy.NUMBER);

    assertThat(receipt.object().key())
        .isEqualTo("r-" + receipt.delivery().substring(0, 8) + ".csv");
    assertThat(text("r.csv")).isEqualTo("old");
  }

  @Test
  void aStoreThatRefusesByItselfIsNotAskedWhetherAKeyIsFree() {
    store.refusesTakenKeys = true;

    deliver(1, CollisionPolicy.NUMBER);

    assertThat(store.objects).containsOnlyKeys("r.csv");
    assertThat(store.heads.get()).isZero();
  }

  @Test
  void theNextNumberIsLookedForOnceTheStoreHasRefusedTheKey() {
    store.refusesTakenKeys = true;
    store.objects.put("r.csv", held("old"));
    store.objects.put("r-1.csv", held("old"));

    assertThatThrownBy(() -> deliver(1, CollisionPolicy.NUMBER))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.KEY_TAKEN));

    assertThat(deliver(1, CollisionPolicy.NUMBER).object().key()).isEqualTo("r-2.csv");
    assertThat(text("r.csv")).isEqualTo("old");
    assertThat(text("r-1.csv")).isEqualTo("old");
  }

  @Test
  void refusingHoldsWithoutALook() {
    store.refusesTakenKeys = true;
    store.objects.put("r.csv", held("old"));

    assertThatThrownBy(() -> deliver(1, CollisionPolicy.REFUSE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS));

    assertThat(text("r.csv")).isEqualTo("old");
  }

  @Test
  void whatNeedsPartsIsNotSentInVain() {
    store.refusesTakenKeys = true;
    store.objects.put("r.csv", held("old"));

    String large = "x".repeat(MemoryStore.PART_BYTES);
    SourceDescription source = new SourceDescription("r.csv", large.length(), Instant.EPOCH);
    Receipt receipt =
        node.delivery.deliver(
            Deliveries.order(source, "r.csv", CollisionPolicy.NUMBER), Deliveries.content(large));

    assertThat(receipt.object().key()).isEqualTo("r-1.csv");
    assertThat(store.puts.get()).isEqualTo(1);
  }

  private Receipt deliver(int day, CollisionPolicy collision) {
    SourceDescription source =
        new SourceDescription("r" + day + ".csv", 5, Instant.EPOCH.plusSeconds(day));
    return node.delivery.deliver(
        Deliveries.order(source, "r.csv", collision), Deliveries.content("day " + day));
  }

  private String text(String key) {
    return new String(store.objects.get(key).bytes(), StandardCharsets.UTF_8);
  }

  private static MemoryStore.Held held(String text) {
    return new MemoryStore.Held(text.getBytes(StandardCharsets.UTF_8), PutOptions.of(Map.of()));
  }

  @Test
  void whatComesAgainIsLookedForOnceUnderEachOfItsKeys() {
    store.objects.put("r.csv", held("other"));
    DeliveryOrder again =
        Deliveries.again(
            Deliveries.order("r.csv", CollisionPolicy.NUMBER),
            new DeliveryOrder.Again("11111111-2222-3333-4444-555555555555", true));

    Receipt receipt = node.delivery.deliver(again, Deliveries.content("mine"));

    assertThat(receipt.object().key()).isEqualTo("r-555555555555.csv");
    assertThat(store.heads.get()).isEqualTo(2);
  }
}
