package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.camel.batch.ClaimedBatches;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.DatabaseError;
import org.saddlebag.claims.DatabaseSettings;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ProofLevel;
import org.saddlebag.s3.StoreError;

/** What several nodes know of each other's batches. */
class SharedBatchesTest {

  private static final String CONTENT = "0123456789";

  private final String url =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";

  @TempDir private Path temp;
  private MemoryStore store;
  private String bucket = Deliveries.BUCKET;
  private Node one;
  private Node two;

  /** One of several nodes. */
  private final class Node {
    private final Claims claims;
    private final Deliveries node;
    private final MessageBatches memory;
    private Runnable beforeTake = () -> {};

    Node(String name) {
      claims =
          new Claims(
              new DatabaseSettings(url, "sa", () -> new char[0], 4, Duration.ofMinutes(1)),
              name,
              null);
      node = new Deliveries(temp.resolve(name), store);
      memory =
          MessageBatches.shared(register(), node.journal, Deliveries.FLOW, Duration.ofHours(1));
    }

    private BatchRegister register() {
      BatchRegister batches =
          new ClaimedBatches(claims.batches(Deliveries.FLOW, Duration.ofHours(1)));
      return (BatchRegister)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {BatchRegister.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("take")) {
                  beforeTake.run();
                }
                try {
                  return method.invoke(batches, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    MessageBatch batch(String... ids) {
      return memory.batch(List.of(ids), 10, Instant.EPOCH, Instant.now());
    }

    /** The proof is there, and nobody has been told. */
    Receipt send(MessageBatch batch) {
      DeliveryOrder order = batch.begins(node.delivery, order(batch), CONTENT.length());
      return node.delivery.deliver(order, Deliveries.content(CONTENT));
    }

    void deliver(String... ids) {
      MessageBatch batch = batch(ids);
      batch.delivered(send(batch));
    }

    /** As the end of a delivery that failed for now. */
    void requireFails(ErrorCode code, String... ids) {
      MessageBatch batch = batch(ids);
      requireCode(code, () -> send(batch));
      batch.failed();
    }

    void close() {
      claims.close();
      node.close();
    }
  }

  @BeforeEach
  void start() {
    store = new MemoryStore();
    one = new Node("one");
    two = new Node("two");
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  private DeliveryOrder order(MessageBatch batch) {
    String key = batch.description().name();
    return Deliveries.order(batch.description(), key, CollisionPolicy.NUMBER)
        .of(
            batch.description(),
            bucket,
            key,
            DeliveryOrder.Again.together(batch.deliveryId(Deliveries.FLOW), false, batch.marks()));
  }

  private static void requireCode(ErrorCode code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            SaddlebagException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private int rows(String table) {
    return sql("UPDATE saddlebag_" + table + " SET flow = flow");
  }

  private int sql(String text) {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(text);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody has been heard of for longer than claims hold. */
  private void letTimePass() {
    sql("UPDATE saddlebag_claims SET until = until - INTERVAL '61' SECOND");
  }

  /** What was let go does not come again any more. */
  private void letBeForgotten() {
    sql("UPDATE saddlebag_messages SET until = until - INTERVAL '3601' SECOND");
    one.claims.prune();
  }

  @Test
  void what_one_node_has_delivered_another_lets_go_of() {
    one.deliver("a", "b");

    two.requireFails(DeliveryError.DELIVERED_BEFORE, "b", "c");
    assertThat(two.memory.delivered("b")).isTrue();
    assertThat(two.memory.delivered("c")).isFalse();
    two.deliver("c");
    two.memory.letGo(List.of("b", "c"));
    assertThat(one.memory.delivered("a")).isTrue();
    one.memory.letGo(List.of("a"));
    letBeForgotten();

    assertThat(store.objects).hasSize(2);
    assertThat(rows("messages") + rows("batches")).isZero();
    assertThat(one.node.journal.isEmpty() && two.node.journal.isEmpty()).isTrue();
  }

  /** So its messages need not go back once. */
  @Test
  void what_is_delivered_is_seen_before_anything_is_made_of_it() {
    one.deliver("a", "b");
    MessageBatch sent = one.batch("c");
    Receipt unused = one.send(sent);

    two.memory.look(List.of("b", "c", "d"));

    assertThat(two.memory.delivered("b")).isTrue();
    assertThat(two.memory.delivered("c")).as("under way").isFalse();
    assertThat(two.memory.delivered("d")).isFalse();
  }

  @Test
  void what_a_living_node_sends_waits_there_and_what_a_dead_one_sent_is_found() throws IOException {
    Receipt unheard = one.send(one.batch("a", "b"));
    two.requireFails(DeliveryError.UNDER_WAY, "b", "c");
    letTimePass();

    two.requireFails(DeliveryError.DELIVERED_BEFORE, "b", "c");

    assertThat(two.memory.delivered("b")).isTrue();
    two.deliver("c");
    assertThat(store.objects).hasSize(2);
    assertThat(two.node.receiptsOnDisk())
        .hasSize(2)
        .first()
        .satisfies(
            receipt -> {
              assertThat(receipt.delivery()).isEqualTo(unheard.delivery());
              assertThat(receipt.object().key()).isEqualTo("a");
              assertThat(receipt.evidence().recovered()).isTrue();
            });
    assertThat(two.node.journal.isEmpty()).isTrue();
  }

  @Test
  void what_a_dead_node_has_not_sent_goes_in_other_company() {
    MessageBatch left = one.batch("a", "b");
    DeliveryOrder unused = left.begins(one.node.delivery, order(left), CONTENT.length());
    letTimePass();

    two.deliver("b", "c");
    two.deliver("a");

    assertThat(store.objects).hasSize(2);
    assertThat(rows("batches")).isEqualTo(2);
  }

  @Test
  void the_same_batch_finds_its_object_on_another_node() throws IOException {
    MessageBatch asleep = one.batch("a", "b");
    Receipt unheard = one.send(asleep);
    letTimePass();

    MessageBatch same = two.batch("a", "b");
    Receipt receipt = two.send(same);
    same.delivered(receipt);

    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(receipt.delivery()).isEqualTo(unheard.delivery());
    assertThat(store.objects).hasSize(1);
    asleep.failed();
    one.requireFails(DeliveryError.DELIVERED_BEFORE, "a", "b");
    assertThat(one.memory.delivered("a")).isTrue();
  }

  /** It is not waited for until its claim is over. */
  @Test
  void what_was_given_up_for_now_is_settled_at_once() {
    store.loseAnswer = true;
    MessageBatch doubtful = one.batch("a", "b");
    assertThatThrownBy(() -> one.send(doubtful)).isInstanceOf(SaddlebagException.class);
    doubtful.failed();

    two.requireFails(DeliveryError.DELIVERED_BEFORE, "a");

    assertThat(store.objects).hasSize(1);
    assertThat(two.memory.delivered("a")).isTrue();
  }

  /** Its last request is on its way when another node asks the store. */
  @Test
  void what_was_asleep_before_its_object_appears_makes_none() {
    store.beforeCommit =
        () -> {
          store.beforeCommit = () -> {};
          letTimePass();
          two.deliver("b", "c");
        };

    one.requireFails(StoreError.UPLOAD_GONE, "a", "b");

    assertThat(store.objects).containsOnlyKeys("b");
    assertThat(store.uploads).isEmpty();
    one.requireFails(DeliveryError.DELIVERED_BEFORE, "a", "b");
    one.deliver("a");
    assertThat(store.objects).containsOnlyKeys("a", "b");
  }

  /** It wakes up while it has parts to send. */
  @Test
  void who_has_lost_its_batch_lets_no_object_appear() {
    MessageBatch lost = one.batch("a", "b");
    DeliveryOrder order = lost.begins(one.node.delivery, order(lost), CONTENT.length());
    letTimePass();
    two.deliver("b", "c");

    requireCode(
        DatabaseError.CLAIM_LOST,
        () -> one.node.delivery.deliver(order, Deliveries.content(CONTENT)));
    lost.failed();

    assertThat(store.objects).containsOnlyKeys("b");
    assertThat(store.uploads).isEmpty();
    assertThat(one.node.journal.isEmpty()).isTrue();
  }

  @Test
  void who_was_asleep_behind_its_object_leaves_it_to_the_other() throws IOException {
    store.afterCommit =
        () -> {
          store.afterCommit = () -> {};
          letTimePass();
          two.requireFails(DeliveryError.DELIVERED_BEFORE, "b", "c");
        };

    one.requireFails(DatabaseError.CLAIM_LOST, "a", "b");

    assertThat(store.objects).containsOnlyKeys("a");
    assertThat(one.node.receiptsOnDisk()).isEmpty();
    assertThat(two.node.receiptsOnDisk()).hasSize(1);
    one.requireFails(DeliveryError.DELIVERED_BEFORE, "a");
  }

  @Test
  void where_nobody_may_look_the_messages_wait() {
    Receipt unused = one.send(one.batch("a", "b"));
    letTimePass();
    store.denyHeads = true;

    two.requireFails(DeliveryError.EARLIER_UNSEEN, "b", "c");
    assertThat(store.objects).hasSize(1);
    store.denyHeads = false;
    two.requireFails(DeliveryError.DELIVERED_BEFORE, "b", "c");

    assertThat(store.objects).hasSize(1);
  }

  @Test
  void a_taken_key_does_not_hide_the_object_of_a_dead_node() {
    one.deliver("a");
    one.memory.letGo(List.of("a"));
    letBeForgotten();
    Receipt aside = one.send(one.batch("a", "b"));
    assertThat(aside.object().key()).isNotEqualTo("a");
    letTimePass();

    two.requireFails(DeliveryError.DELIVERED_BEFORE, "b", "c");

    assertThat(store.objects).hasSize(2);
  }

  @Test
  void in_one_process_a_batch_is_in_one_hand() {
    MessageBatch first = one.batch("a", "b");
    DeliveryOrder order = first.begins(one.node.delivery, order(first), CONTENT.length());

    one.requireFails(DeliveryError.UNDER_WAY, "a", "b");
    one.requireFails(DeliveryError.UNDER_WAY, "b");
    first.delivered(one.node.delivery.deliver(order, Deliveries.content(CONTENT)));

    one.requireFails(DeliveryError.DELIVERED_BEFORE, "b", "d");
    assertThat(store.objects).hasSize(1);
  }

  @Test
  void the_same_is_tried_again_as_often_as_its_flow_says() {
    MessageBatch batch = one.batch("a", "b");
    store.loseAnswer = true;
    assertThatThrownBy(() -> one.send(batch)).isInstanceOf(SaddlebagException.class);

    Receipt receipt = one.send(batch);
    batch.delivered(receipt);

    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(store.objects).hasSize(1);
    assertThat(Optional.of(receipt.object().key())).contains("a");
  }

  /** The store holds something under the delivery id that is not what was sent. */
  private void leaveUnproven() {
    store.proof = ProofLevel.NONE;
    one.requireFails(DeliveryError.NOT_PROVEN, "a", "b");
    store.proof = ProofLevel.FULL_OBJECT_CHECKSUM;
  }

  @Test
  void on_what_was_not_proven_no_other_node_relies() {
    leaveUnproven();

    MessageBatch same = two.batch("a", "b");
    Receipt receipt = two.send(same);
    same.delivered(receipt);

    assertThat(receipt.evidence().recovered()).isFalse();
    assertThat(store.objects).hasSize(2);
  }

  @Test
  void on_what_was_not_proven_nobody_relies_also_after_others_have_been_asked() {
    leaveUnproven();
    two.deliver("b", "c");
    two.memory.letGo(List.of("b", "c"));
    letBeForgotten();
    two.deliver("b");
    two.memory.letGo(List.of("b"));
    letBeForgotten();

    Receipt receipt = two.send(two.batch("a", "b"));

    assertThat(receipt.evidence().recovered()).isFalse();
  }

  @Test
  void while_nobody_can_be_told_what_was_not_proven_nobody_else_decides() {
    store.afterCommit = () -> sql("ALTER TABLE saddlebag_batches ALTER COLUMN note RENAME TO away");
    leaveUnproven();
    store.afterCommit = () -> {};
    sql("ALTER TABLE saddlebag_batches ALTER COLUMN away RENAME TO note");

    two.requireFails(DeliveryError.UNDER_WAY, "b", "c");
    assertThat(one.memory.trouble()).isEmpty();
    two.deliver("b", "c");

    assertThat(store.objects).containsOnlyKeys("a", "b");
  }

  @Test
  void an_object_of_another_length_is_not_relied_on() {
    MessageBatch batch = one.batch("a", "b");
    DeliveryOrder order = batch.begins(one.node.delivery, order(batch), CONTENT.length());
    Receipt unused = one.node.delivery.deliver(order, Deliveries.content("0123"));
    letTimePass();

    two.deliver("b", "c");

    assertThat(store.objects).hasSize(2);
  }

  @Test
  void an_object_is_looked_for_where_it_was_sent() throws IOException {
    Receipt same = one.send(one.batch("a", "b"));
    Receipt other = one.send(one.batch("c", "d"));
    letTimePass();
    bucket = "another";

    Receipt found = two.send(two.batch("a", "b"));
    two.requireFails(DeliveryError.DELIVERED_BEFORE, "d", "e");

    assertThat(found.object().bucket()).isEqualTo(same.object().bucket());
    assertThat(two.node.receiptsOnDisk())
        .extracting(receipt -> receipt.object().bucket())
        .containsExactly(same.object().bucket(), other.object().bucket());
    assertThat(store.objects).hasSize(2);
  }

  @Test
  void what_of_another_node_can_not_be_read_waits() {
    Receipt unused = one.send(one.batch("a", "b"));
    letTimePass();
    sql("UPDATE saddlebag_batches SET note = CAST(X'7b' AS BYTEA)");

    two.requireFails(DeliveryError.EARLIER_UNSEEN, "b", "c");
    two.requireFails(DeliveryError.EARLIER_UNSEEN, "a", "b");

    assertThat(store.objects).hasSize(1);
  }

  /** Its last request is on its way when another node begins the very same. */
  @Test
  void the_same_batch_can_not_appear_behind_its_takeover() {
    store.beforeCommit =
        () -> {
          store.beforeCommit = () -> {};
          letTimePass();
          two.deliver("a", "b");
        };

    one.requireFails(StoreError.UPLOAD_GONE, "a", "b");

    assertThat(store.objects).containsOnlyKeys("a");
    assertThat(store.uploads).isEmpty();
  }

  @Test
  void what_was_never_noted_leaves_no_claim_however_often_it_was_tried() {
    Receipt unused = one.send(one.batch("a", "b"));
    MessageBatch waiting = two.batch("b", "c");
    requireCode(DeliveryError.UNDER_WAY, () -> two.send(waiting));
    requireCode(DeliveryError.UNDER_WAY, () -> two.send(waiting));

    waiting.failed();

    letBeForgotten();
    assertThat(rows("claims")).isEqualTo(1);
  }

  /** What was let go meanwhile may be forgotten by now. */
  @Test
  void what_was_in_hand_for_too_long_goes_back() {
    Instant before = Instant.now().minus(Duration.ofHours(1));
    MessageBatch old = one.memory.batch(List.of("a", "b"), 10, Instant.EPOCH, before);

    requireCode(DeliveryError.DELIVERED_BEFORE, () -> one.send(old));
    old.failed();

    assertThat(store.objects).isEmpty();
    assertThat(rows("messages") + rows("batches") + rows("claims")).isZero();
    two.deliver("b", "a");
  }

  /** A process that slept has it in hand, and its queue has given it to another meanwhile. */
  @Test
  void what_was_let_go_while_a_copy_was_in_hand_is_not_sent_again() {
    MessageBatch copy = two.batch("b", "c");
    one.deliver("a", "b");
    one.memory.letGo(List.of("a", "b"));

    requireCode(DeliveryError.DELIVERED_BEFORE, () -> two.send(copy));
    copy.failed();
    assertThat(two.memory.delivered("b")).isTrue();
    two.deliver("c");

    assertThat(store.objects).containsOnlyKeys("a", "c");
  }

  /** The broker has given a message to two nodes at the same time. */
  @Test
  void what_was_let_go_while_it_was_waited_for_is_not_sent_again() {
    MessageBatch first = one.batch("a", "b");
    Receipt sent = one.send(first);
    MessageBatch second = two.batch("b", "c");
    requireCode(DeliveryError.UNDER_WAY, () -> two.send(second));
    first.delivered(sent);
    one.memory.letGo(List.of("a", "b"));

    requireCode(DeliveryError.DELIVERED_BEFORE, () -> two.send(second));
    second.failed();
    two.deliver("c");

    assertThat(store.objects).containsOnlyKeys("a", "c");
    letBeForgotten();
    assertThat(rows("claims")).isEqualTo(1);
  }

  @Test
  void what_is_proven_stays_delivered_while_the_database_is_away() throws IOException {
    store.afterCommit = () -> sql("ALTER TABLE saddlebag_claims RENAME TO away");
    MessageBatch batch = one.batch("a", "b");
    Receipt receipt = one.send(batch);
    sql("ALTER TABLE away RENAME TO saddlebag_claims");
    batch.delivered(receipt);

    assertThat(one.node.receiptsOnDisk()).hasSize(1);
    assertThat(one.memory.delivered("a")).isTrue();
  }

  @Test
  void on_what_another_node_did_not_prove_relies_nobody_who_has_sent_it_before() {
    store.beforeCommit =
        () -> {
          throw new StoreUnavailable(StoreError.UNREACHABLE, "no answer", true, null);
        };
    one.requireFails(StoreError.UNREACHABLE, "a", "b");
    store.beforeCommit = () -> {};
    store.proof = ProofLevel.NONE;
    two.requireFails(DeliveryError.NOT_PROVEN, "a", "b");
    store.proof = ProofLevel.FULL_OBJECT_CHECKSUM;

    Receipt receipt = one.send(one.batch("a", "b"));

    assertThat(receipt.evidence().recovered()).isFalse();
  }

  /** Its process ends before the database is there again. */
  @Test
  void who_alone_knows_what_was_not_proven_tells_of_it_before_it_sends_again() throws IOException {
    store.afterCommit = () -> sql("ALTER TABLE saddlebag_batches ALTER COLUMN note RENAME TO away");
    leaveUnproven();
    store.afterCommit = () -> {};
    sql("ALTER TABLE saddlebag_batches ALTER COLUMN away RENAME TO note");
    one.close();
    letTimePass();
    one = new Node("one");

    Receipt unheard = one.send(one.batch("a", "b"));
    letTimePass();
    two.requireFails(DeliveryError.DELIVERED_BEFORE, "b", "c");

    assertThat(unheard.evidence().recovered()).isFalse();
    assertThat(two.node.receiptsOnDisk())
        .extracting(Receipt::delivery)
        .containsExactly(unheard.delivery());
  }

  @Test
  void what_is_let_go_while_its_batch_is_looked_for_is_not_sent_again() {
    MessageBatch first = one.batch("a", "b");
    Receipt sent = one.send(first);
    MessageBatch second = two.batch("b", "c");
    AtomicInteger takes = new AtomicInteger();
    two.beforeTake =
        () -> {
          // The first is its own.
          if (takes.incrementAndGet() == 2) {
            first.delivered(sent);
            one.memory.letGo(List.of("a", "b"));
            letBeForgotten();
          }
        };

    requireCode(DeliveryError.UNDER_WAY, () -> two.send(second));
    requireCode(DeliveryError.DELIVERED_BEFORE, () -> two.send(second));
    second.failed();
    two.deliver("c");

    assertThat(two.memory.delivered("b")).isFalse();
    assertThat(store.objects).containsOnlyKeys("a", "c");
  }
}
