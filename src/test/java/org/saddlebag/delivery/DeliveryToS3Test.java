package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import org.saddlebag.envelope.PlainContent;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.ProofLevel;
import org.saddlebag.s3.ServerSideEncryption;

/** Deliveries over HTTP to the embedded S3. */
class DeliveryToS3Test {

  private static final CustomerKey CUSTOMER = new CustomerKey("mine", new byte[32]);

  @TempDir Path folder;

  private LocalS3 server;
  private ObjectStore store;
  private Journal journal;
  private Receipts receipts;
  private ObjectDelivery delivery;

  @BeforeEach
  void start() {
    server = LocalS3.start(folder.resolve("s3"), LocalS3Options.defaults());
    server.ensureBucket(Deliveries.BUCKET);
    store = MortalSender.store(server.endpoint(), server.accessKey(), server.secretKey());
    journal = Journal.open(folder.resolve("state"), "node");
    receipts = Receipts.open(folder.resolve("state"));
    delivery = new ObjectDelivery(store, journal, receipts, Failpoints.NONE, Deliveries.CLOCK);
  }

  @AfterEach
  void stop() {
    receipts.close();
    journal.close();
    store.close();
    server.close();
  }

  @Test
  void theReceiptNamesWhatTheStoreAnswered() {
    Receipt receipt = deliver("a", new ServerSideEncryption.SseS3());

    ObjectHead head = store.head(at("r.csv"), null);
    assertThat(receipt.evidence().proof()).isEqualTo(ProofLevel.FULL_OBJECT_CHECKSUM);
    assertThat(receipt.evidence().checksum()).startsWith("CRC32C:");
    assertThat(receipt.evidence().requestId()).isNotBlank();
    assertThat(receipt.object().eTag()).isEqualTo(head.eTag());
    assertThat(receipt.object().version()).isEqualTo(head.address().versionId());
    assertThat(receipt.sse().kind()).isEqualTo("AES256");
    assertThat(head.metadata()).containsEntry("saddlebag-delivery", receipt.delivery());
  }

  @Test
  void objectsUnderCustomerKeysAreNumberedWhateverRestsThere() {
    ServerSideEncryption customer = new ServerSideEncryption.SseC(CUSTOMER);
    deliver("a", new ServerSideEncryption.BucketDefault());
    assertThat(deliver("b", customer).object().key()).isEqualTo("r-1.csv");
    Receipt third = deliver("c", customer);

    assertThat(third.object().key()).isEqualTo("r-2.csv");
    assertThat(third.sse().kind()).isEqualTo("SSE-C");
    assertThat(store.head(at("r-2.csv"), CUSTOMER).metadata())
        .containsEntry("saddlebag-delivery", third.delivery());
  }

  /** The answer to every attempt is lost: only a look with the customer key can tell. */
  @Test
  void anObjectUnderACustomerKeyIsKnownAgainWithThatKey() {
    ServerSideEncryption customer = new ServerSideEncryption.SseC(CUSTOMER);
    server.setFaults(
        (call, headers) ->
            call.operation().equals("PutObject") ? new Fault.ResetAfterWork() : Fault.none());
    assertThatThrownBy(() -> deliver("a", customer)).isInstanceOf(StoreUnavailable.class);
    server.setFaults(null);

    Receipt receipt = deliver("a", customer);

    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(receipt.sse().keyId()).isEqualTo("mine");
    assertThat(store.list(Deliveries.BUCKET, "").count()).isEqualTo(1);
  }

  @Test
  void plainContentIsDeliveredWithItsReceiptAndWithoutAnEnvelope() {
    Receipt receipt =
        delivery.deliver(
            order("a", new ServerSideEncryption.SseS3()),
            new PlainContent(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3));

    assertThat(receipt.envelope()).isNull();
    assertThat(receipt.sse().kind()).isEqualTo("AES256");
    assertThat(receipt.evidence().proof()).isEqualTo(ProofLevel.FULL_OBJECT_CHECKSUM);
    assertThat(store.head(at("r.csv"), null).metadata().keySet())
        .containsExactlyInAnyOrder("saddlebag-delivery", "saddlebag-modified");
  }

  @Test
  void aSourceThatChangesUnderwayLeavesNeitherObjectNorUpload() throws IOException {
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    Files.write(inbox.resolve("big"), new byte[11 << 20]);
    SourceFile source = SourceFile.open(inbox, "big");
    DeliveryOrder order = Deliveries.order(source.description(), "big", CollisionPolicy.NUMBER);
    InputStream stream = source.stream();
    Files.write(inbox.resolve("big"), new byte[1], StandardOpenOption.APPEND);

    assertThatThrownBy(
            () ->
                delivery.deliver(
                    order, Deliveries.content(stream, source.description().sizeBytes())))
        .isInstanceOf(FileUnavailable.class);

    assertThat(store.list(Deliveries.BUCKET, "")).isEmpty();
    assertThat(store.uploads(at("big"))).isEmpty();
    assertThat(journal.open(Deliveries.FLOW, "big")).isEmpty();
  }

  @Test
  void twoNodesThatSendTheSameNameAtOnceBothDeliverUnderNamesOfTheirOwn() throws Exception {
    Journal other = Journal.open(folder.resolve("state2"), "other");
    Receipts otherReceipts = Receipts.open(folder.resolve("state2"));
    ObjectDelivery second =
        new ObjectDelivery(store, other, otherReceipts, Failpoints.NONE, Deliveries.CLOCK);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Receipt>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ObjectDelivery node = i % 2 == 0 ? delivery : second;
      String name = "source " + i;
      all.add(threads.submit(() -> untilDelivered(node, name)));
    }
    List<String> keys = new ArrayList<>();
    for (Future<Receipt> each : all) {
      keys.add(each.get().object().key());
    }
    threads.shutdown();
    otherReceipts.close();
    other.close();

    assertThat(keys).hasSize(20).doesNotHaveDuplicates();
    assertThat(store.list(Deliveries.BUCKET, "").count()).isEqualTo(20);
  }

  /** What the route's redelivery does: each attempt starts from the source again. */
  private Receipt untilDelivered(ObjectDelivery node, String name) {
    while (true) {
      try {
        return node.deliver(
            order(name, new ServerSideEncryption.BucketDefault()), Deliveries.content(name));
      } catch (StoreUnavailable e) {
        assertThat(e.code()).isEqualTo(DeliveryError.KEY_TAKEN);
      }
    }
  }

  private Receipt deliver(String name, ServerSideEncryption sse) {
    return delivery.deliver(order(name, sse), Deliveries.content(name));
  }

  private static DeliveryOrder order(String name, ServerSideEncryption sse) {
    return new DeliveryOrder(
        Deliveries.FLOW,
        new SourceDescription(name, name.length(), Instant.EPOCH),
        Deliveries.BUCKET,
        "r.csv",
        sse,
        CollisionPolicy.NUMBER,
        null,
        Map.of(),
        Map.of());
  }

  private static ObjectAddress at(String key) {
    return new ObjectAddress(Deliveries.BUCKET, key);
  }
}
