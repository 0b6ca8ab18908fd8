package org.saddlebag.s3;

import java.util.EnumSet;
import java.util.Set;

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

  /**
   * Of an unknown store nobody knows whether it obeys; what would be a protection that is not there
   * is not asked of it.
   */
  private static final Set<ObjectSetting> UNPROVEN_ELSEWHERE =
      EnumSet.of(
          ObjectSetting.OBJECT_LOCK,
          ObjectSetting.LEGAL_HOLD,
          ObjectSetting.EXPECTED_OWNER,
          ObjectSetting.REQUESTER_PAYS);

  private static final Set<String> AWS_STORAGE_CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "GLACIER_IR",
          "DEEP_ARCHIVE");

  /** Measured: RADOS Gateway 16 takes these headers and does nothing. */
  private static final Set<ObjectSetting> IGNORED_BY_CEPH =
      EnumSet.of(ObjectSetting.EXPECTED_OWNER, ObjectSetting.REQUESTER_PAYS);

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

  /**
   * Whether the store has a setting of objects, and obeys it.
   *
   * @param setting the setting
   * @return false where it must not be asked for
   */
  public boolean offers(ObjectSetting setting) {
    return switch (this) {
      case AWS -> true;
      case CEPH -> !IGNORED_BY_CEPH.contains(setting);
      case GENERIC -> !UNPROVEN_ELSEWHERE.contains(setting);
    };
  }

  /**
   * The checksum that protects each request and proves the object.
   *
   * @return {@code crc32c} or {@code md5}
   */
  public String checksum() {
    return contentCheck == ContentCheck.CRC32C ? "crc32c" : "md5";
  }

  /**
   * The storage classes of ordinary buckets. Source: S3 API Reference, "PutObject".
   *
   * @return empty where the store's administrator names them
   */
  public Set<String> storageClasses() {
    return this == AWS ? AWS_STORAGE_CLASSES : Set.of();
  }

  /**
   * Whether completions of uploads in parts obey {@code If-None-Match}, as single puts do.
   *
   * @return false where only a look can keep a taken key
   */
  public boolean keepsTakenKeys() {
    return conditionalEverywhere;
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

  /** Whether a lock that goes with a copy or an upload in parts arrives; Ceph drops it. */
  boolean keepsLocks() {
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
