package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ServerSideEncryption.BucketDefault;
import org.saddlebag.s3.ServerSideEncryption.DsseKms;
import org.saddlebag.s3.ServerSideEncryption.SseC;
import org.saddlebag.s3.ServerSideEncryption.SseKms;
import org.saddlebag.s3.ServerSideEncryption.SseS3;

/** Anything else than what was asked for is a failed delivery. */
class SseProofTest {

  private static final ObjectAddress TARGET = new ObjectAddress("bucket", "key");
  private static final CustomerKey KEY = EncryptionContract.KEY;
  private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/" + ID;
  private static final String OTHER_ARN = "arn:aws:kms:eu-central-1:111122223333:key/other";
  private static final String ALIAS = "alias/bucket";

  private static SseProof proof(StoreProfile profile) {
    return new SseProof(profile, new KmsKeyArns(KmsKeyLookup.NONE));
  }

  private static SseAnswer answer(String kind, String key) {
    return new SseAnswer(kind, key, null, null);
  }

  private static SseKms kms(String key) {
    return new SseKms(key, Map.of(), null);
  }

  private static void requireFailed(
      SseProof proof, ServerSideEncryption sse, SseAnswer answer, String was, String mustBe) {
    assertThatThrownBy(() -> proof.require(TARGET, sse, answer))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(StoreError.PROOF_FAILED))
        .hasMessageContaining("reports " + was)
        .hasMessageContaining("must be " + mustBe);
  }

  private static void requireHolds(SseProof proof, ServerSideEncryption sse, SseAnswer answer) {
    assertThatCode(() -> proof.require(TARGET, sse, answer)).doesNotThrowAnyException();
  }

  static Stream<Arguments> contradictions() {
    SseAnswer silent = new SseAnswer(null, null, null, null);
    SseKms bucketKey = new SseKms(ID, Map.of(), true);
    SseKms noBucketKey = new SseKms(ID, Map.of(), false);
    SseC c = new SseC(KEY);
    String md5 = EncryptionContract.OTHER.md5Base64();
    return Stream.of(
        Arguments.of(new SseS3(), silent, "server-side encryption null", "AES256"),
        Arguments.of(new SseS3(), answer("aws:kms", ARN), "server-side encryption aws:kms", ""),
        Arguments.of(kms(ID), answer("AES256", null), "server-side encryption AES256", "aws:kms"),
        Arguments.of(kms(ID), answer("aws:kms:dsse", ARN), "server-side encryption", "aws:kms"),
        Arguments.of(kms(ID), answer("aws:kms", OTHER_ARN), "KMS key " + OTHER_ARN, ID),
        Arguments.of(kms(ID), answer("aws:kms", null), "KMS key null", ID),
        Arguments.of(kms(ARN), answer("aws:kms", OTHER_ARN), "KMS key " + OTHER_ARN, ARN),
        Arguments.of(kms(ALIAS), answer("aws:kms", null), "KMS key null", ALIAS),
        Arguments.of(new DsseKms(ID, Map.of()), answer("aws:kms", ARN), "", "aws:kms:dsse"),
        Arguments.of(bucketKey, answer("aws:kms", ARN), "bucket key false", "bucket key true"),
        Arguments.of(
            noBucketKey, new SseAnswer("aws:kms", ARN, true, null), "bucket key true", "false"),
        Arguments.of(c, silent, "server-side encryption null", "SSE-C"),
        Arguments.of(c, answer("SSE-C", null), "MD5 of the customer key null", KEY.md5Base64()),
        Arguments.of(c, new SseAnswer("SSE-C", null, null, md5), md5, KEY.md5Base64()));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void s3MustSayWhatWasAsked(
      ServerSideEncryption sse, SseAnswer answer, String was, String mustBe) {
    assertThatThrownBy(() -> proof(StoreProfile.AWS).require(TARGET, sse, answer))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(StoreError.PROOF_FAILED))
        .hasMessageContaining(was)
        .hasMessageContaining(mustBe);
  }

  @Test
  void anAnswerThatAgreesHolds() {
    SseProof aws = proof(StoreProfile.AWS);
    requireHolds(aws, new BucketDefault(), answer("AES256", null));
    requireHolds(aws, new SseS3(), answer("AES256", null));
    requireHolds(aws, kms(null), answer("aws:kms", ARN));
    requireHolds(aws, kms(ID), answer("aws:kms", ARN));
    requireHolds(aws, kms(ARN), answer("aws:kms", ARN));
    requireHolds(aws, new SseKms(ID, Map.of(), false), answer("aws:kms", ARN));
    requireHolds(aws, new SseKms(ID, Map.of(), true), new SseAnswer("aws:kms", ARN, true, null));
    requireHolds(aws, new SseC(KEY), new SseAnswer("SSE-C", null, null, KEY.md5Base64()));
  }

  @Test
  void storesThatNeverTellMayBeSilentButNotContradict() {
    SseAnswer silent = new SseAnswer(null, null, null, null);
    requireHolds(proof(StoreProfile.CEPH), new SseS3(), silent);
    requireHolds(proof(StoreProfile.GENERIC), new SseKms(ID, Map.of(), true), silent);
    requireHolds(proof(StoreProfile.GENERIC), new SseC(KEY), silent);
    requireFailed(
        proof(StoreProfile.GENERIC),
        kms(ID),
        answer("AES256", null),
        "server-side encryption AES256",
        "server-side encryption aws:kms");
  }

  @Test
  void theFirstKeyBehindAnAliasIsHeldToWhereKmsCannotBeAsked() {
    SseProof aws = proof(StoreProfile.AWS);
    requireHolds(aws, kms(ALIAS), answer("aws:kms", ARN));
    requireHolds(aws, kms(ALIAS), answer("aws:kms", ARN));
    requireHolds(aws, kms("alias/more"), answer("aws:kms", OTHER_ARN));
    requireFailed(aws, kms(ALIAS), answer("aws:kms", OTHER_ARN), "KMS key " + OTHER_ARN, ARN);
  }

  @Test
  void whatKmsSaysOfAnAliasCountsFromTheFirstAnswerOnAndIsAskedOnce() {
    List<String> asked = new ArrayList<>();
    KmsKeyLookup kms =
        name -> {
          asked.add(name);
          return Optional.of(ARN);
        };
    SseProof aws = new SseProof(StoreProfile.AWS, new KmsKeyArns(kms));
    requireFailed(aws, kms(ALIAS), answer("aws:kms", OTHER_ARN), "KMS key " + OTHER_ARN, ARN);
    requireHolds(aws, kms(ALIAS), answer("aws:kms", ARN));
    requireHolds(aws, kms(ARN), answer("aws:kms", ARN));
    assertThat(asked).containsExactly(ALIAS);
  }
}
