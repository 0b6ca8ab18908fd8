package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.StoreUnavailable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The level is what the answers prove, and a contradiction is a failure. */
class ProofTest {

  private static final ObjectAddress TARGET = new ObjectAddress("bucket", "key");
  private static final Supplier<Optional<HeadObjectResponse>> FORBIDDEN = Optional::empty;
  private static final Supplier<Optional<HeadObjectResponse>> UNASKED =
      () -> {
        throw new AssertionError("no look was needed");
      };

  private static Proof proof(StoreProfile profile) {
    return new Proof(profile, new SseProof(profile, new KmsKeyArns(KmsKeyLookup.NONE)));
  }

  private static SentObject sent(ServerSideEncryption sse, String eTag) {
    PutOptions options =
        new PutOptions(Map.of("a", "b"), null, sse, PutOptions.Overwrite.ALLOW, Map.of());
    return new SentObject(TARGET, options, 10, "sum", eTag, 0);
  }

  private static SentObject sent(String eTag) {
    return sent(new ServerSideEncryption.BucketDefault(), eTag);
  }

  private static StoreAnswer answer(String eTag, String crc32c, String sse, String keyId) {
    return new StoreAnswer(eTag, crc32c, new SseAnswer(sse, keyId, null, null), null, "id");
  }

  private static Supplier<Optional<HeadObjectResponse>> head(long length, String eTag) {
    return () -> Optional.of(HeadObjectResponse.builder().contentLength(length).eTag(eTag).build());
  }

  private static void requireFailed(Runnable judge, String words) {
    assertThatThrownBy(judge::run)
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(StoreError.PROOF_FAILED))
        .hasMessageContaining(words);
  }

  @Test
  void awsProvesByTheChecksumOverTheWholeObject() {
    Proof aws = proof(StoreProfile.AWS);
    assertThat(aws.judge(sent(null), answer("e", "sum", null, null), UNASKED).proofLevel())
        .isEqualTo(ProofLevel.FULL_OBJECT_CHECKSUM);
    requireFailed(
        () -> aws.judge(sent(null), answer("e", "other", null, null), UNASKED), "checksum other");
  }

  @Test
  void withoutAChecksumOnlyTheLengthIsProven() {
    Proof aws = proof(StoreProfile.AWS);
    assertThat(aws.judge(sent(null), answer("e", null, null, null), head(10, "e")).proofLevel())
        .isEqualTo(ProofLevel.LENGTH);
    assertThat(aws.judge(sent(null), answer("e", null, null, null), FORBIDDEN).proofLevel())
        .isEqualTo(ProofLevel.NONE);
    requireFailed(
        () -> aws.judge(sent(null), answer("e", null, null, null), head(9, "e")), "9 bytes");
  }

  @Test
  void cephComparesTheEntityTagAndLooksWhereTheAnswerHasNone() {
    Proof ceph = proof(StoreProfile.CEPH);
    assertThat(ceph.judge(sent("e"), answer("e", null, null, null), UNASKED).proofLevel())
        .isEqualTo(ProofLevel.PART_CHECKSUMS);
    StoredObject looked = ceph.judge(sent("e"), answer(null, null, null, null), head(10, "\"e\""));
    assertThat(looked.proofLevel()).isEqualTo(ProofLevel.PART_CHECKSUMS);
    assertThat(looked.eTag()).isEqualTo("e");
    requireFailed(
        () -> ceph.judge(sent("e"), answer("f", null, null, null), UNASKED), "entity tag f");
    requireFailed(
        () -> ceph.judge(sent("e"), answer(null, null, null, null), head(11, "e")), "11 bytes");
    assertThat(ceph.judge(sent("e"), answer(null, null, null, null), FORBIDDEN).proofLevel())
        .isEqualTo(ProofLevel.PART_CHECKSUMS);
  }

  @Test
  void aGenericStoreIsBelievedAsFarAsItAnswers() {
    Proof generic = proof(StoreProfile.GENERIC);
    assertThat(generic.judge(sent("e"), answer("e", null, null, null), UNASKED).proofLevel())
        .isEqualTo(ProofLevel.PART_CHECKSUMS);
    assertThat(generic.judge(sent("e"), answer("x", null, null, null), head(10, "x")).proofLevel())
        .isEqualTo(ProofLevel.LENGTH);
    assertThat(generic.judge(sent("e"), answer("x", null, null, null), FORBIDDEN).proofLevel())
        .isEqualTo(ProofLevel.NONE);
  }

  @Test
  void aStoreThatEchoesMustHaveObeyed() {
    Proof aws = proof(StoreProfile.AWS);
    SentObject kms = sent(new ServerSideEncryption.SseKms("1234", Map.of(), null), null);
    String arn = "arn:aws:kms:eu-central-1:111122223333:key/1234";
    assertThat(aws.judge(kms, answer("e", "sum", "aws:kms", arn), UNASKED).sseKeyId())
        .isEqualTo(arn);
    requireFailed(
        () -> aws.judge(kms, answer("e", "sum", "AES256", null), UNASKED), "encryption AES256");
    requireFailed(
        () -> aws.judge(kms, answer("e", "sum", "aws:kms", arn + "5"), UNASKED), "KMS key");
    SentObject c = sent(new ServerSideEncryption.SseC(EncryptionContract.KEY), null);
    requireFailed(() -> aws.judge(c, answer("e", "sum", null, null), UNASKED), "SSE-C");
  }
}
