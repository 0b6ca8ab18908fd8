package org.saddlebag.s3;

import java.util.Objects;

/**
 * Where an object is.
 *
 * @param bucket the bucket's name
 * @param key the object key, as it is, never URL-encoded
 * @param versionId the version, or null for the newest
 */
public record ObjectAddress(String bucket, String key, String versionId) {

  /** Checks that bucket and key are given. */
  public ObjectAddress {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
  }

  /**
   * The newest version of an object.
   *
   * @param bucket the bucket's name
   * @param key the object key
   */
  public ObjectAddress(String bucket, String key) {
    this(bucket, key, null);
  }

  /**
   * The address without the version.
   *
   * @return {@code s3://BUCKET/KEY}
   */
  public String url() {
    return "s3://" + bucket + "/" + key;
  }

  /**
   * The form that people read: {@code s3://BUCKET/KEY}, with {@code ?versionId=} where one is set.
   */
  @Override
  public String toString() {
    return url() + (versionId == null ? "" : "?versionId=" + versionId);
  }
}
