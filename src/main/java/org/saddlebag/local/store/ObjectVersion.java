package org.saddlebag.local.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;

/**
 * One version of an object, or a delete marker.
 *
 * @param key the object key
 * @param versionId the version, {@code null} in letters where it was made without versioning
 * @param sequence orders the versions of a bucket, the newest has the highest
 * @param lastModifiedMillis milliseconds since 1970
 * @param content the content; null for a delete marker
 * @param attributes headers and encryption; null for a delete marker
 * @param tags the tag set
 * @param restoration the readable copy of an archived object, or null
 */
public record ObjectVersion(
    String key,
    String versionId,
    long sequence,
    long lastModifiedMillis,
    Content content,
    Attributes attributes,
    Map<String, String> tags,
    Restoration restoration) {

  /** The id of versions that were made without versioning. */
  public static final String NULL_VERSION = "null";

  /** Keeps a copy of the tags. */
  public ObjectVersion {
    tags = Map.copyOf(tags);
  }

  /**
   * Whether this is a delete marker.
   *
   * @return true where there is no content
   */
  @JsonIgnore
  public boolean isDeleteMarker() {
    return content == null;
  }

  /**
   * When it was stored.
   *
   * @return the time
   */
  @JsonIgnore
  public Instant lastModified() {
    return Instant.ofEpochMilli(lastModifiedMillis);
  }

  ObjectVersion withTags(Map<String, String> changed) {
    return new ObjectVersion(
        key, versionId, sequence, lastModifiedMillis, content, attributes, changed, restoration);
  }

  ObjectVersion with(Restoration copy) {
    return new ObjectVersion(
        key, versionId, sequence, lastModifiedMillis, content, attributes, tags, copy);
  }
}
