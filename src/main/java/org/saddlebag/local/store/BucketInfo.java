package org.saddlebag.local.store;

import java.util.Map;
import java.util.Objects;

/**
 * What is known of a bucket beside its objects.
 *
 * @param name the name
 * @param createdMillis milliseconds since 1970
 * @param versioning whether old versions are kept
 * @param documents its configuration by sub-resource, as it was put: XML, for the policy JSON
 */
public record BucketInfo(
    String name, long createdMillis, Versioning versioning, Map<String, String> documents) {

  /** Copies the documents; folders of earlier versions have none. */
  public BucketInfo {
    documents = Map.copyOf(Objects.requireNonNullElse(documents, Map.of()));
  }

  BucketInfo with(Versioning changed) {
    return new BucketInfo(name, createdMillis, changed, documents);
  }

  BucketInfo with(Map<String, String> changed) {
    return new BucketInfo(name, createdMillis, versioning, changed);
  }
}
