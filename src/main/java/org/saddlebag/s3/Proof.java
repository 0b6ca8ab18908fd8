package org.saddlebag.s3;

import java.util.Optional;
import java.util.function.Supplier;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Compares what was sent with what the store says it has, and names how much that proves. */
final class Proof {

  private final StoreProfile profile;
  private final SseProof sse;

  Proof(StoreProfile profile, SseProof sse) {
    this.profile = profile;
    this.sse = sse;
  }

  /**
   * Judges the answer to a put or a completion.
   *
   * @param look asks the store for the object's head; empty where it may not be read. Only asked
   *     where the answer alone does not reach the profile's best
   * @throws org.saddlebag.errors.StoreUnavailable where the store contradicts
   */
  StoredObject judge(
      SentObject sent, StoreAnswer answer, Supplier<Optional<HeadObjectResponse>> look) {
    sse.require(sent.target(), sent.options().sse(), answer.sse());
    ProofLevel level = level(sent, answer);
    if (level == profile.bestProof() && answer.eTag() != null) {
      return sent.stored(answer, level);
    }
    Optional<HeadObjectResponse> head = look.get();
    return head.isEmpty()
        ? sent.stored(answer, level)
        : sent.stored(withETag(answer, head.get()), stronger(level, levelOf(sent, head.get())));
  }

  /** Whether an object at the target is the one that we sent though we never saw the answer. */
  boolean isOurs(SentObject sent, HeadObjectResponse head) {
    StoreAnswer answer = StoreAnswer.of(head);
    boolean sameSum = answer.crc32c() == null || answer.crc32c().equals(sent.crc32c());
    boolean sameTag =
        sent.eTag() == null || !comparable(sent, answer) || sent.eTag().equals(answer.eTag());
    return head.contentLength() == sent.lengthBytes()
        && head.metadata().equals(sent.options().metadata())
        && sameSum
        && sameTag;
  }

  private ProofLevel levelOf(SentObject sent, HeadObjectResponse head) {
    if (head.contentLength() != sent.lengthBytes()) {
      throw failed(sent, head.contentLength() + " bytes", sent.lengthBytes() + " bytes");
    }
    StoreAnswer answer = StoreAnswer.of(head);
    sse.require(sent.target(), sent.options().sse(), answer.sse());
    return stronger(ProofLevel.LENGTH, level(sent, answer));
  }

  private ProofLevel level(SentObject sent, StoreAnswer answer) {
    if (answer.crc32c() != null) {
      require(sent, "checksum", answer.crc32c(), sent.crc32c());
      return ProofLevel.FULL_OBJECT_CHECKSUM;
    }
    boolean compared = sent.eTag() != null && answer.eTag() != null && comparable(sent, answer);
    if (compared && profile.checksContentMd5()) {
      require(sent, "entity tag", answer.eTag(), sent.eTag());
    }
    boolean proven = (compared && sent.eTag().equals(answer.eTag())) || profile.checksContentMd5();
    return proven ? ProofLevel.PART_CHECKSUMS : ProofLevel.NONE;
  }

  /** Under SSE-KMS and SSE-C the entity tag is no MD5 of the bytes sent. */
  private static boolean comparable(SentObject sent, StoreAnswer answer) {
    ServerSideEncryption sse = sent.options().sse();
    boolean asked =
        sse instanceof ServerSideEncryption.BucketDefault
            || sse instanceof ServerSideEncryption.SseS3;
    String kind = answer.sse().kind();
    return asked && (kind == null || kind.equals("AES256"));
  }

  private static void require(SentObject sent, String what, String was, String mustBe) {
    if (!mustBe.equals(was)) {
      throw failed(sent, what + " " + was, what + " " + mustBe);
    }
  }

  private static SaddlebagException failed(SentObject sent, String was, String mustBe) {
    return StoreError.PROOF_FAILED.failure(
        "the store reports %s for %s, must be %s".formatted(was, sent.target(), mustBe), null);
  }

  private static ProofLevel stronger(ProofLevel one, ProofLevel other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static StoreAnswer withETag(StoreAnswer answer, HeadObjectResponse head) {
    return answer.eTag() != null
        ? answer
        : new StoreAnswer(
            StoreAnswer.unquoted(head.eTag()),
            answer.crc32c(),
            answer.sse(),
            answer.versionId(),
            answer.requestId());
  }
}
