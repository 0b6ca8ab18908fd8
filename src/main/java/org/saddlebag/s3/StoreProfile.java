package org.saddlebag.s3;

/**
 * What kind of store stands behind the endpoint: what it understands and what its answers prove.
 * Measured facts, not wishes: Ceph means RADOS Gateway 16.2 and later.
 */
public enum StoreProfile {
  /** Amazon S3: full-object CRC32C, every kind of server-side encryption echoed. */
  AWS(false, ContentCheck.CRC32C, true, ProofLevel.FULL_OBJECT_CHECKSUM),

  /**
   * Ceph RADOS Gateway: ignores {@code x-amz-checksum-*}, refuses chunked trailers over plain http,
   * checks Content-MD5, does not echo SSE-S3, answers the completion without an entity tag.
   */
  CEPH(true, ContentCheck.CONTENT_MD5, false, ProofLevel.PART_CHECKSUMS),

  /** Any other store: Content-MD5 is sent, and only what its answers show is believed. */
  GENERIC(true, ContentCheck.CONTENT_MD5, false, ProofLevel.PART_CHECKSUMS);

  /** How the bytes of a put or a part are protected on their way. */
  enum ContentCheck {
    /** {@code x-amz-checksum-crc32c} per part and over the whole object. */
    CRC32C,
    /** {@code Content-MD5} per part. */
    CONTENT_MD5
  }

  private final boolean pathStyle;
  private final ContentCheck contentCheck;
  private final boolean conditionalEverywhere;
  private final ProofLevel bestProof;

  StoreProfile(
      boolean pathStyle,
      ContentCheck contentCheck,
      boolean conditionalEverywhere,
      ProofLevel bestProof) {
    this.pathStyle = pathStyle;
    this.contentCheck = contentCheck;
    this.conditionalEverywhere = conditionalEverywhere;
    this.bestProof = bestProof;
  }

  /**
   * Whether the bucket stands in the path by default, not in the host name.
   *
   * @return true for all but AWS
   */
  public boolean pathStyle() {
    return pathStyle;
  }

  /**
   * The strongest level of proof to hope for.
   *
   * @return never {@code NONE}
   */
  public ProofLevel bestProof() {
    return bestProof;
  }

  /**
   * Whether the store's answer to a put names the server-side encryption that was asked for.
   *
   * @param sse what is asked for
   * @return true where a missing or other echo means that the store did not obey
   */
  public boolean echoes(ServerSideEncryption sse) {
    if (sse instanceof ServerSideEncryption.BucketDefault) {
      return false;
    }
    return switch (this) {
      case AWS -> true;
      case CEPH -> !(sse instanceof ServerSideEncryption.SseS3);
      case GENERIC -> false;
    };
  }

  ContentCheck contentCheck() {
    return contentCheck;
  }

  /** Whether {@code If-None-Match} is obeyed by puts; of an unknown store nobody knows. */
  boolean conditionalPuts() {
    return this != GENERIC;
  }

  /** Whether {@code If-None-Match} is obeyed by completions and copies too, not by puts alone. */
  boolean conditionalEverywhere() {
    return conditionalEverywhere;
  }

  /** Whether listings come URL-encoded all through; Ceph leaves the prefix as it is. */
  boolean encodesListings() {
    return this == AWS;
  }

  /** Whether tags that go with a copy or an upload in parts arrive; Ceph drops them. */
  boolean keepsTags() {
    return this != CEPH;
  }

  /** Whether an unknown KMS key is reported as an unknown access key. */
  boolean confusesKeys() {
    return this == CEPH;
  }

  /** Whether a part or put whose Content-MD5 was wrong is certain to be refused. */
  boolean checksContentMd5() {
    return this == CEPH;
  }
}
