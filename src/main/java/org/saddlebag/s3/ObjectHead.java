package org.saddlebag.s3;

import java.time.Instant;
import java.util.Map;

/**
 * What the store tells of an object without its bytes.
 *
 * @param address where it is, with its version where the store has versions
 * @param lengthBytes the length at rest
 * @param eTag the entity tag without quotes
 * @param lastModified when it was stored
 * @param contentType media type, or null
 * @param metadata user metadata without prefix, names in lower case, values as the store sent them
 * @param sse the server-side encryption in the store's words, or null where it echoes none
 * @param sseKeyId the KMS key, or null
 * @param requestId the store's id of the request, or null
 */
public record ObjectHead(
    ObjectAddress address,
    long lengthBytes,
    String eTag,
    Instant lastModified,
    String contentType,
    Map<String, String> metadata,
    String sse,
    String sseKeyId,
    String requestId) {

  /** Copies the metadata. */
  public ObjectHead {
    metadata = Map.copyOf(metadata);
  }
}
