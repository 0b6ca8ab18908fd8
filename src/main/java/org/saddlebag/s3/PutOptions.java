package org.saddlebag.s3;

import java.util.Map;
import java.util.Objects;

/**
 * What goes with an object besides its bytes.
 *
 * @param metadata user metadata without the {@code x-amz-meta-} prefix, names in lower case, ASCII
 *     values; at most 2 KB in total, which is checked before the first byte is sent
 * @param contentType media type, or null for the store's default
 * @param sse server-side encryption
 * @param overwrite what to do when the key is taken
 * @param tags object tags, may be empty
 * @param settings storage class, headers, ACL and lock
 */
public record PutOptions(
    Map<String, String> metadata,
    String contentType,
    ServerSideEncryption sse,
    Overwrite overwrite,
    Map<String, String> tags,
    ObjectSettings settings) {

  /** Whether an object of the same key may be replaced. */
  public enum Overwrite {
    /** The newest put wins. */
    ALLOW,
    /** {@code If-None-Match: *}: the put fails with {@code Refused(OBJECT_EXISTS)}. */
    REFUSE
  }

  /** Copies the maps. */
  public PutOptions {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
    Objects.requireNonNull(sse, "sse");
    Objects.requireNonNull(overwrite, "overwrite");
    Objects.requireNonNull(settings, "settings");
  }

  /**
   * All settings of the object at the store's defaults.
   *
   * @param metadata see the record
   * @param contentType see the record
   * @param sse see the record
   * @param overwrite see the record
   * @param tags see the record
   */
  public PutOptions(
      Map<String, String> metadata,
      String contentType,
      ServerSideEncryption sse,
      Overwrite overwrite,
      Map<String, String> tags) {
    this(metadata, contentType, sse, overwrite, tags, ObjectSettings.NONE);
  }

  /** The same with other settings. */
  PutOptions with(ObjectSettings other) {
    return new PutOptions(metadata, contentType, sse, overwrite, tags, other);
  }

  /**
   * Metadata alone, everything else at its default.
   *
   * @param metadata the user metadata
   * @return bucket-default encryption, overwriting allowed, no tags
   */
  public static PutOptions of(Map<String, String> metadata) {
    return new PutOptions(
        metadata, null, new ServerSideEncryption.BucketDefault(), Overwrite.ALLOW, Map.of());
  }
}
