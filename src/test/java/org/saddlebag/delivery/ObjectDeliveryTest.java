package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ProofLevel;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreError;

class ObjectDeliveryTest {

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
  void theObjectCarriesEnvelopeDeliveryIdAndTimeOfTheSource() {
    Receipt receipt = deliver("a.txt", "ten bytes!");

    MemoryStore.Held held = store.objects.get("a.txt");
    assertThat(held.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("ten bytes!");
    assertThat(held.options().contentType()).isEqualTo("text/plain");
    assertThat(held.options().metadata())
        .containsEntry("x-amz-c", "115")
        .containsEntry("saddlebag-delivery", receipt.delivery())
        .containsEntry("saddlebag-modified", "2026-01-02T03:04:05.678Z");
  }

  @Test
  void onlyWhereTheJournalIsSyncedMustTheWitnessWaitForTheDisk() {
    List<Boolean> lasting = new ArrayList<>();
    try (Journal batch = Journal.openForBatch(state.resolve("batch"), "node-1")) {
      for (Journal journal : List.of(node.journal, batch)) {
        new ObjectDelivery(
                store,
                journal,
                node.receipts,
                Failpoints.NONE,
                Deliveries.CLOCK,
                (receipt, lasts) -> lasting.add(lasts))
            .deliver(order("a.txt"), Deliveries.content("ten bytes!"));
      }
    }
    assertThat(lasting).containsExactly(true, false);
  }

  @Test
  void theReceiptIsOneLineThatTellsEverything() throws IOException {
    Receipt receipt = deliver("a.txt", "ten bytes!");

    Path file =
        state.resolve(
            "receipts/" + Deliveries.CLOCK.instant().toString().substring(0, 10) + ".jsonl");
    assertThat(Files.readAllLines(file)).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("delivery").asText()).isEqualTo(receipt.delivery());
    assertThat(json.get("flow").asText()).isEqualTo("invoices");
    assertThat(json.at("/source/name").asText()).isEqualTo("a.txt");
    assertThat(json.at("/source/sizeBytes").asLong()).isEqualTo(10);
    assertThat(json.at("/source/modified").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.at("/object/bucket").asText()).isEqualTo("bucket");
    assertThat(json.at("/object/key").asText()).isEqualTo("a.txt");
    assertThat(json.at("/object/lengthBytes").asLong()).isEqualTo(10);
    assertThat(json.at("/envelope/format").asText()).isEqualTo("v3");
    assertThat(json.at("/envelope/suite").asInt()).isEqualTo(115);
    assertThat(json.at("/envelope/masterKey").asText()).isEqualTo("archive");
    assertThat(json.at("/envelope/masterKeyVersion").asText()).isEqualTo("3");
    assertThat(json.at("/envelope/kmsRequestId").asText()).isEqualTo("kms-request-9");
    assertThat(json.at("/evidence/proof").asText()).isEqualTo("FULL_OBJECT_CHECKSUM");
    assertThat(json.at("/evidence/checksum").asText()).isEqualTo("CRC32C:AAAAAA==");
    assertThat(json.at("/evidence/requestId").asText()).isEqualTo("request-1");
    assertThat(json.get("started").asText()).isEqualTo(Deliveries.CLOCK.instant().toString());
    assertThat(json.get("finished").asText()).isEqualTo(Deliveries.CLOCK.instant().toString());
    assertThat(json.get("host").asText()).isEqualTo("node-1");
    assertThat(node.receiptsOnDisk()).containsExactly(receipt);
  }

  @Test
  void contentIsClosedWhateverHappens() {
    AtomicInteger closed = new AtomicInteger();
    node.delivery.deliver(order("a"), Deliveries.content(closing("x", closed), 1));
    store.proof = ProofLevel.NONE;
    assertThatThrownBy(
            () -> node.delivery.deliver(order("b"), Deliveries.content(closing("x", closed), 1)))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(closed.get()).isEqualTo(2);
  }

  @Test
  void aLostAnswerIsFoundByTheDeliveryIdAndNotSentAgain() throws IOException {
    store.loseAnswer = true;
    assertThatThrownBy(() -> deliver("a.txt", "ten bytes!")).isInstanceOf(StoreUnavailable.class);

    Receipt receipt = node.delivery.alreadyDelivered(order("a.txt")).orElseThrow();

    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(receipt.evidence().proof()).isEqualTo(ProofLevel.LENGTH);
    assertThat(receipt.object().key()).isEqualTo("a.txt");
    assertThat(store.objects).hasSize(1);
    assertThat(node.receiptsOnDisk()).containsExactly(receipt);
  }

  @Test
  void aRequestThatReachesTheStoreBehindTheLookForItIsFoundAllTheSame() throws IOException {
    store.refusesTakenKeys = true;
    store.loseAnswer = true;
    assertThatThrownBy(() -> deliver("a.txt", "ten bytes!")).isInstanceOf(StoreUnavailable.class);
    MemoryStore.Held late = store.objects.remove("a.txt");
    store.beforeCommit = () -> store.objects.put("a.txt", late);

    Receipt receipt = deliver("a.txt", "ten bytes!");

    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(receipt.object().key()).isEqualTo("a.txt");
    assertThat(store.objects).hasSize(1).containsValue(late);
    assertThat(node.receiptsOnDisk()).containsExactly(receipt);
    node.journal.released(receipt.delivery());
    assertThat(node.journal.isEmpty()).isTrue();
  }

  @Test
  void deliverItselfLooksForEarlierAttempts() {
    store.loseAnswer = true;
    assertThatThrownBy(() -> deliver("a.txt", "ten bytes!")).isInstanceOf(StoreUnavailable.class);

    deliver("a.txt", "ten bytes!");

    assertThat(store.puts.get()).isEqualTo(1);
  }

  @Test
  void anotherSourceOfTheSameNameIsNoEarlierAttempt() {
    store.loseAnswer = true;
    assertThatThrownBy(() -> deliver("a.txt", "ten bytes!")).isInstanceOf(StoreUnavailable.class);

    SourceDescription newer = new SourceDescription("a.txt", 10, Instant.EPOCH, "8@y");
    node.delivery.deliver(
        Deliveries.order(newer, "a.txt", CollisionPolicy.NUMBER), Deliveries.content("new bytes!"));

    assertThat(store.objects).containsOnlyKeys("a.txt", "a-1.txt");
  }

  @Test
  void aSourceWithTheSameSizeAndTimeButAnotherInodeIsAnotherSource() throws IOException {
    Receipt first = deliver("a.txt", "ten bytes!");
    SourceDescription same = first.source();
    SourceDescription other =
        new SourceDescription(same.name(), same.sizeBytes(), same.modified(), "8@x");
    node.restart();

    assertThat(
            node.delivery.alreadyDelivered(
                Deliveries.order(other, "a.txt", CollisionPolicy.NUMBER)))
        .isEmpty();
  }

  @Test
  void anAnswerThatProvesNothingReleasesNothingAndIsNotTriedAgain() {
    store.proof = ProofLevel.NONE;

    assertThatThrownBy(() -> deliver("a.txt", "ten bytes!"))
        .isInstanceOfSatisfying(
            StoreUnavailable.class,
            e -> {
              assertThat(e.code()).isEqualTo(DeliveryError.NOT_PROVEN);
              assertThat(e.retryable()).isFalse();
            });
    assertThat(node.delivery.alreadyDelivered(order("a.txt"))).isEmpty();
  }

  @Test
  void what_was_not_proven_is_found_by_nobody_after_death() throws IOException {
    store.proof = ProofLevel.NONE;
    assertThatThrownBy(() -> deliver("a.txt", "ten bytes!")).isInstanceOf(StoreUnavailable.class);
    node.restart();

    assertThat(node.delivery.alreadyDelivered(order("a.txt"))).isEmpty();
  }

  @Test
  void anotherEncryptionThanAskedForIsNoProof() {
    store.saysSse = "AES256";
    DeliveryOrder order =
        new DeliveryOrder(
            Deliveries.FLOW,
            order("a.txt").source(),
            Deliveries.BUCKET,
            "a.txt",
            new ServerSideEncryption.SseKms("alias/x", Map.of(), null),
            CollisionPolicy.NUMBER,
            null,
            Map.of(),
            Map.of());

    assertThatThrownBy(() -> node.delivery.deliver(order, Deliveries.content("ten bytes!")))
        .isInstanceOfSatisfying(
            SaddlebagException.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.NOT_PROVEN))
        .hasMessageContaining("aws:kms");
  }

  @Test
  void aSourceThatFailsLeavesNeitherObjectNorUploadNorPendingEntry() throws IOException {
    InputStream failing =
        new ByteArrayInputStream(new byte[500]) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            int count = super.read(target, offset, length);
            if (count < 0 || pos > 250) {
              throw new FileUnavailable(DeliveryError.SOURCE_CHANGED, "it changed");
            }
            return count;
          }
        };

    assertThatThrownBy(
            () -> node.delivery.deliver(order("a.txt"), Deliveries.content(failing, 500)))
        .isInstanceOf(FileUnavailable.class);

    assertThat(store.objects).isEmpty();
    assertThat(store.uploads).isEmpty();
    node.reopen();
    assertThat(node.journal.leftBehind()).isEmpty();
  }

  @Test
  void anUploadThatCouldNotBeAbortedIsAbortedAtTheNextStart() throws IOException {
    node.journal.write(
        new JournalLine.Begun(
            new ReceiptWriter(Deliveries.CLOCK, "node-1")
                .draft(
                    "id-1",
                    order("a.txt"),
                    Deliveries.content("x"),
                    new ObjectAddress("bucket", "a.txt"))));
    node.journal.write(new JournalLine.Upload("id-1", "upload-1"));
    store.uploads.put("upload-1", new ObjectAddress("bucket", "a.txt"));
    store.refuseAborts = true;
    node.restart();
    assertThat(store.uploads).hasSize(1);

    store.refuseAborts = false;
    node.restart();

    assertThat(store.uploads).isEmpty();
  }

  /** A message, or a file of one node, has the same id each time. */
  @Test
  void what_an_earlier_attempt_left_elsewhere_is_aborted_though_the_same_id_was_delivered_since()
      throws IOException {
    ObjectAddress elsewhere = new ObjectAddress("bucket", "elsewhere.txt");
    DeliveryOrder again = Deliveries.again(order("a.txt"), DeliveryOrder.Again.alone("id-1", true));
    node.journal.write(
        new JournalLine.Begun(
            new ReceiptWriter(Deliveries.CLOCK, "node-1")
                .draft("id-1", again, Deliveries.content("x"), elsewhere)));
    node.journal.write(new JournalLine.Upload("id-1", "upload-1"));
    store.uploads.put("upload-1", elsewhere);
    store.refuseAborts = true;

    Receipt receipt = node.delivery.deliver(again, Deliveries.content("x"));
    node.journal.released(receipt.delivery());
    assertThat(receipt.delivery()).isEqualTo("id-1");
    node.reopen();
    assertThat(store.uploads).hasSize(1);

    store.refuseAborts = false;
    node.reopen();
    assertThat(store.uploads).isEmpty();
    node.reopen();
    assertThat(node.journal.isEmpty()).isTrue();
  }

  @Test
  void metadataOfAFlowCannotMixWithTheEnvelope() {
    for (String name : new String[] {"x-amz-key-v2", "saddlebag-delivery"}) {
      DeliveryOrder order =
          new DeliveryOrder(
              Deliveries.FLOW,
              order("a.txt").source(),
              Deliveries.BUCKET,
              "a.txt",
              new ServerSideEncryption.BucketDefault(),
              CollisionPolicy.NUMBER,
              null,
              Map.of(name, "x"),
              Map.of());
      assertThatThrownBy(() -> node.delivery.deliver(order, Deliveries.content("x")))
          .isInstanceOf(Refused.class)
          .hasMessageContaining(name);
    }
    assertThat(store.puts.get()).isZero();
  }

  @Test
  void aRefusalOfTheStoreLeavesTheSourceForAnotherDayWithoutATrace() throws IOException {
    store.beforeCommit =
        () -> {
          throw new Refused(StoreError.NO_SUCH_BUCKET, "no bucket");
        };
    assertThatThrownBy(() -> deliver("a.txt", "x")).isInstanceOf(Refused.class);

    node.reopen();

    assertThat(node.journal.leftBehind()).isEmpty();
    assertThat(node.receiptsOnDisk()).isEmpty();
  }

  private Receipt deliver(String name, String text) {
    return node.delivery.deliver(order(name), Deliveries.content(text));
  }

  private static DeliveryOrder order(String name) {
    return Deliveries.order(name, CollisionPolicy.NUMBER);
  }

  private static InputStream closing(String text, AtomicInteger closed) {
    return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
