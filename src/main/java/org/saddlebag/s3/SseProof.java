package org.saddlebag.s3;

import org.saddlebag.errors.SaddlebagException;

/**
 * Compares the server-side encryption that was asked for with what the store says it did. Silence
 * is a contradiction where the store's profile is known to tell.
 */
final class SseProof {

  private final StoreProfile profile;
  private final KmsKeyArns arns;

  SseProof(StoreProfile profile, KmsKeyArns arns) {
    this.profile = profile;
    this.arns = arns;
  }

  /**
   * Judges an answer to a put, a completion, a copy or a head.
   *
   * @throws org.saddlebag.errors.StoreUnavailable {@code PROOF_FAILED} where it contradicts
   */
  void require(ObjectAddress target, ServerSideEncryption sse, SseAnswer answer) {
    judge(target, sse, answer, profile.echoes(sse));
  }

  /**
   * Judges an answer to a beginning, where more is to be said later.
   *
   * @throws org.saddlebag.errors.StoreUnavailable {@code PROOF_FAILED} where it contradicts already
   */
  void requireNoContradiction(ObjectAddress target, ServerSideEncryption sse, SseAnswer answer) {
    judge(target, sse, answer, false);
  }

  private void judge(
      ObjectAddress target, ServerSideEncryption sse, SseAnswer answer, boolean told) {
    if (sse instanceof ServerSideEncryption.BucketDefault) {
      return;
    }
    SseFields asked = SseFields.of(sse);
    String kind = SseAnswer.kind(asked.kind(), asked.customer().algorithm());
    same(target, "server-side encryption", kind, answer.kind(), told);
    same(
        target,
        "MD5 of the customer key",
        asked.customer().keyMd5(),
        answer.customerKeyMd5(),
        told);
    requireKey(target, asked.kmsKeyId(), answer.kmsKeyId(), told);
    if (asked.bucketKey() != null) {
      requireBucketKey(target, asked.bucketKey(), answer.bucketKey(), told);
    }
  }

  private void requireKey(ObjectAddress target, String asked, String answered, boolean told) {
    if (asked == null || asked.equals(answered) || (answered == null && !told)) {
      return;
    }
    if (answered == null || asked.contains(":key/") || !isMeant(asked, answered)) {
      throw failed(target, "KMS key " + answered, "KMS key " + asked);
    }
    String expected = arns.expected(asked, answered);
    if (!expected.equals(answered)) {
      throw failed(target, "KMS key " + answered, "%s (%s)".formatted(expected, asked));
    }
  }

  /** An alias tells nothing of its key; a bare id stands at the end of the key's ARN. */
  private static boolean isMeant(String asked, String answered) {
    return asked.contains("alias/") || answered.endsWith("/" + asked);
  }

  /** The store says so where a bucket key is used, and nothing where not. */
  private static void requireBucketKey(
      ObjectAddress target, boolean asked, Boolean answered, boolean told) {
    if (answered == null && !told) {
      return;
    }
    boolean used = Boolean.TRUE.equals(answered);
    if (used != asked) {
      throw failed(target, "bucket key " + used, "bucket key " + asked);
    }
  }

  private static void same(
      ObjectAddress target, String what, String asked, String answered, boolean told) {
    boolean silent = answered == null && !told;
    if (asked != null && !silent && !asked.equals(answered)) {
      throw failed(target, what + " " + answered, what + " " + asked);
    }
  }

  private static SaddlebagException failed(ObjectAddress target, String was, String mustBe) {
    return StoreError.PROOF_FAILED.failure(
        "the store reports %s for %s, must be %s".formatted(was, target, mustBe), null);
  }
}
