package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.LocalOptions;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.wire.RecordedRequest;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;

/** What a sender that may only write does after a crash. */
class WriteOnlyRecoveryTest {

  private static final StoreAccess ACCESS = new StoreAccess("000000000000", false, true);

  @TempDir Path folder;

  private LocalS3 server;
  private ObjectStore store;

  @BeforeEach
  void start() {
    server =
        LocalS3.start(
            folder.resolve("s3"),
            LocalS3Options.defaults().with(LocalOptions.defaults().withRecordedRequests(100)));
    server.ensureBucket(Deliveries.BUCKET);
    store = MortalSender.store(server.endpoint(), server.accessKey(), server.secretKey());
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  private DeliveryOrder order(CollisionPolicy collision) {
    return new DeliveryOrder(
        Deliveries.FLOW,
        new SourceDescription("big", 11 << 20, Instant.EPOCH),
        Deliveries.BUCKET,
        "big",
        new ServerSideEncryption.BucketDefault(),
        collision,
        null,
        Map.of(),
        Map.of(),
        ObjectSettings.NONE,
        ACCESS,
        null);
  }

  private Receipt deliver(Failpoints failpoints, CollisionPolicy collision) {
    try (Journal journal = Journal.open(folder.resolve("state"), "node");
        Receipts receipts = Receipts.open(folder.resolve("state"))) {
      ObjectDelivery delivery =
          new ObjectDelivery(store, journal, receipts, failpoints, Deliveries.CLOCK);
      delivery.recover();
      return delivery.deliver(order(collision), Deliveries.content(new byte[11 << 20]));
    }
  }

  private void dieAt(Failpoint point, CollisionPolicy collision) {
    assertThatThrownBy(() -> deliver(Killed.at(point), collision)).isInstanceOf(Killed.class);
  }

  private void assertOnlyWritesWereSent() {
    for (RecordedRequest request : server.requests().all()) {
      assertThat(request.method()).as(request.target()).isIn("PUT", "POST", "DELETE");
      assertThat(request.headers().get("x-amz-expected-bucket-owner"))
          .as(request.target())
          .isEqualTo("000000000000");
    }
  }

  @Test
  void theUploadThatTheJournalNamesIsAbortedAndNoneIsListed() {
    dieAt(Failpoint.AFTER_PART, CollisionPolicy.NUMBER);
    server.requests().clear();

    Receipt receipt = deliver(Failpoints.NONE, CollisionPolicy.NUMBER);

    assertThat(receipt.object().key()).isEqualTo("big");
    assertThat(receipt.evidence().judged()).isEqualTo("answer");
    assertThat(server.requests().count("AbortMultipartUpload")).isEqualTo(1);
    assertOnlyWritesWereSent();
  }

  @Test
  void anObjectThatWasCompletedBeforeTheCrashIsSentAgainUnderAnotherName() {
    dieAt(Failpoint.AFTER_COMPLETE, CollisionPolicy.NUMBER);
    server.requests().clear();

    assertThatThrownBy(() -> deliver(Failpoints.NONE, CollisionPolicy.NUMBER))
        .hasMessageContaining("was taken meanwhile");
    assertOnlyWritesWereSent();
    assertThat(keys()).containsExactly("big");
  }

  @Test
  void whoOverwritesHasOneObjectAfterAll() {
    dieAt(Failpoint.AFTER_COMPLETE, CollisionPolicy.OVERWRITE);

    Receipt receipt = deliver(Failpoints.NONE, CollisionPolicy.OVERWRITE);

    assertThat(receipt.object().key()).isEqualTo("big");
    assertOnlyWritesWereSent();
    assertThat(keys()).containsExactly("big");
  }

  private List<String> keys() {
    return store.list(Deliveries.BUCKET, "").map(each -> each.address().key()).toList();
  }
}
