package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;
import static org.saddlebag.s3.StoreUnderTest.read;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ServerSideEncryption.SseC;
import org.saddlebag.s3.ServerSideEncryption.SseKms;
import org.saddlebag.testing.RgwServer;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a real server that has keys of its own makes of ours, over TLS with a private authority. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CephSseIT {

  private static final CustomerKey KEY = EncryptionContract.KEY;
  private static final CustomerKey OTHER = EncryptionContract.OTHER;

  private RgwServer rgw;
  private StoreUnderTest under;

  @BeforeAll
  void connect() {
    rgw = RgwServer.running();
    StoreSettings settings =
        StoreSettings.of(StoreProfile.CEPH, StoreEndpoint.at(rgw.tlsEndpoint(), rgw.caFile()))
            .with(new TransferLimits(PART, 3, 8L * PART));
    under =
        StoreUnderTest.of(
            settings,
            StaticCredentialsProvider.create(rgw.credentials(RgwServer.User.OWNER)),
            "sse-" + UUID.randomUUID(),
            rgw.kmsKeyId());
    under.raw().createBucket(create -> create.bucket(under.bucket()));
  }

  @AfterAll
  void leaveNothing() {
    under
        .store()
        .list(under.bucket(), "")
        .forEach(object -> under.store().delete(object.address()));
    under.raw().deleteBucket(delete -> delete.bucket(under.bucket()));
    under.close();
  }

  private static PutOptions with(ServerSideEncryption sse, PutOptions.Overwrite overwrite) {
    return new PutOptions(Map.of(), null, sse, overwrite, Map.of());
  }

  private static PutOptions with(ServerSideEncryption sse) {
    return with(sse, PutOptions.Overwrite.ALLOW);
  }

  private static SseKms kms(String key) {
    return new SseKms(key, Map.of("department", "orders"), null);
  }

  /** A put behind our back. */
  private void putRaw(String key, String kmsKeyId) {
    under
        .raw()
        .putObject(
            PutObjectRequest.builder()
                .bucket(under.bucket())
                .key(key)
                .serverSideEncryption("aws:kms")
                .ssekmsKeyId(kmsKeyId)
                .build(),
            RequestBody.fromBytes(bytes(10)));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  void eachKmsKeyIsTheOneThatTheServerNames(int size) {
    for (String key : new String[] {rgw.kmsKeyId(), rgw.otherKmsKeyId()}) {
      StoredObject stored = under.put("kms", bytes(size), with(kms(key)));
      assertThat(stored.sse()).isEqualTo("aws:kms");
      assertThat(stored.sseKeyId()).isEqualTo(key);
      assertThat(under.store().head(under.at("kms"), null).sseKeyId()).isEqualTo(key);
      assertThat(under.get("kms")).isEqualTo(bytes(size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  void aKmsKeyThatTheServerDoesNotHaveIsRefused(int size) {
    assertThatThrownBy(() -> under.put("missing", bytes(size), with(kms("no-such-key"))))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.SSE_KEY_UNUSABLE));
    assertThat(under.holds("missing")).isFalse();
    assertThat(under.uploadsOf("missing")).isZero();
  }

  @Test
  void anotherKmsKeyThanTheOneAskedForIsAFailedProof() {
    putRaw("wrong", rgw.otherKmsKeyId());
    SseProof proof = new SseProof(StoreProfile.CEPH, new KmsKeyArns(KmsKeyLookup.NONE));
    SseAnswer answer =
        SseAnswer.of(under.raw().headObject(head -> head.bucket(under.bucket()).key("wrong")));
    proof.require(under.at("wrong"), kms(rgw.otherKmsKeyId()), answer);
    assertThatThrownBy(() -> proof.require(under.at("wrong"), kms(rgw.kmsKeyId()), answer))
        .isInstanceOfSatisfying(
            SaddlebagException.class, e -> assertThat(e.code()).isEqualTo(StoreError.PROOF_FAILED))
        .hasMessageContaining("KMS key " + rgw.otherKmsKeyId());
  }

  /** The rule that refuses it before sending rests on a fact. */
  @Test
  void aKmsPutWithoutAKeyIsRefusedByTheServerToo() {
    assertThatThrownBy(() -> putRaw("default", null))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    PutOptions options = with(new SseKms(null, Map.of(), null));
    assertThatThrownBy(() -> under.put("default", bytes(10), options))
        .hasMessageStartingWith("sse-unfit");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  void aCustomerKeyIsEchoedAndNeededForHeadGetAndRange(int size) {
    StoredObject stored = under.put("c", bytes(size), with(new SseC(KEY)));
    assertThat(stored.sse()).isEqualTo("SSE-C");
    assertThat(under.store().head(under.at("c"), KEY).sse()).isEqualTo("SSE-C");
    assertThat(under.get("c", KEY)).isEqualTo(bytes(size));
    assertThat(read(under.store().getRange(under.at("c"), KEY, 3, 5, stored.eTag())))
        .isEqualTo(Arrays.copyOfRange(bytes(size), 3, 6));
    for (CustomerKey wrong : new CustomerKey[] {null, OTHER}) {
      requireRefused(() -> under.get("c", wrong));
      requireRefused(() -> under.store().head(under.at("c"), wrong));
      requireRefused(() -> under.store().getRange(under.at("c"), wrong, 3, 5, null));
    }
  }

  private static void requireRefused(Runnable look) {
    assertThatThrownBy(look::run)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("customer key")
        .hasMessageNotContaining(KEY.base64())
        .hasMessageNotContaining(OTHER.base64());
  }

  /** A customer key does not fit what rests otherwise; that must not look like a free key. */
  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  void aTakenKeyIsTakenWhateverKeyTheObjectRestsUnder(int size) {
    under.put("taken", bytes(5));
    PutOptions options = with(new SseC(KEY), PutOptions.Overwrite.REFUSE);
    assertThatThrownBy(() -> under.put("taken", bytes(size), options))
        .isInstanceOfSatisfying(
            SaddlebagException.class,
            e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS));
    assertThat(under.get("taken")).isEqualTo(bytes(5));
  }
}
