package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ProofLevel;

/** An object that was not proven to one node is no delivery to another, which sees it whole. */
class UnprovenObjectsTest {

  private static final String ID = "id-1";

  @TempDir private Path temp;

  private final MemoryStore store = new MemoryStore();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private Deliveries one;
  private Deliveries two;

  /** What all nodes know. */
  private final class Shared implements DeliveryOrder.Ownership {
    @Override
    public void require() {}

    @Override
    public void distrusts(String deliveryId) {
      told.add(deliveryId);
    }

    @Override
    public boolean isDistrusted(String deliveryId) {
      return told.contains(deliveryId);
    }
  }

  @BeforeEach
  void start() {
    one = new Deliveries(temp.resolve("one"), store);
    two = new Deliveries(temp.resolve("two"), store);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  @Test
  void whoever_takes_over_sends_it_once_more() throws IOException {
    leaveUnproven();

    Receipt receipt = deliver(two, true);

    requireSentOnceMore(receipt);
    assertThat(two.receiptsOnDisk()).containsExactly(receipt);
  }

  @Test
  void whoever_takes_over_again_knows_all_that_was_not_proven() {
    leaveUnproven();
    store.proof = ProofLevel.NONE;
    assertThatThrownBy(() -> deliver(two, true)).isInstanceOf(StoreUnavailable.class);
    store.proof = ProofLevel.FULL_OBJECT_CHECKSUM;
    assertThat(told).hasSize(2);

    try (Deliveries three = new Deliveries(temp.resolve("three"), store)) {
      Receipt receipt = deliver(three, true);
      requireSentOnceMore(receipt);
      assertThat(told).doesNotContain(receipt.delivery());
    }
  }

  /** Nobody was asked before, as nothing seemed to have come before. */
  @Test
  void who_happens_upon_it_sends_it_at_the_next_attempt() {
    leaveUnproven();

    assertThatThrownBy(() -> deliver(two, false))
        .isInstanceOfSatisfying(
            StoreUnavailable.class,
            e -> {
              assertThat(e.code()).isEqualTo(DeliveryError.NOT_PROVEN);
              assertThat(e.retryable()).isTrue();
            });

    requireSentOnceMore(deliver(two, false));
  }

  /** It lost its claim meanwhile, and the other's attempt came first. */
  @Test
  void who_has_tried_it_before_does_not_take_it_for_its_own() {
    store.loseAnswer = true;
    assertThatThrownBy(() -> deliver(two, false)).isInstanceOf(StoreUnavailable.class);
    told.add(ID);

    assertThat(two.delivery.alreadyDelivered(order(true))).isEmpty();
    requireSentOnceMore(deliver(two, true));
  }

  private void leaveUnproven() {
    store.proof = ProofLevel.NONE;
    assertThatThrownBy(() -> deliver(one, false)).isInstanceOf(StoreUnavailable.class);
    store.proof = ProofLevel.FULL_OBJECT_CHECKSUM;
    assertThat(store.objects).containsOnlyKeys("a.txt");
  }

  private void requireSentOnceMore(Receipt receipt) {
    assertThat(receipt.evidence().recovered()).isFalse();
    assertThat(receipt.delivery()).isNotEqualTo(ID);
    assertThat(receipt.object().key()).isNotEqualTo("a.txt");
    assertThat(store.objects.get(receipt.object().key()).options().metadata())
        .containsEntry("saddlebag-delivery", receipt.delivery());
  }

  private Receipt deliver(Deliveries node, boolean takenOver) {
    return node.delivery.deliver(order(takenOver), Deliveries.content("ten bytes!"));
  }

  private DeliveryOrder order(boolean takenOver) {
    return Deliveries.again(
        Deliveries.order("a.txt", CollisionPolicy.NUMBER),
        new DeliveryOrder.Again(ID, takenOver, new Shared()));
  }
}
