package org.saddlebag.delivery;

import java.util.Map;
import java.util.Objects;
import org.saddlebag.s3.ServerSideEncryption;

/**
 * What is to be delivered where.
 *
 * @param flow the flow's name
 * @param source the source
 * @param bucket the bucket
 * @param objectKey the wished object key
 * @param sse server-side encryption
 * @param collision what to do when the key is taken
 * @param contentType media type, or null for the store's default
 * @param metadata further user metadata, names in lower case, ASCII values; counts towards 2 KB
 * @param tags object tags, may be empty
 */
public record DeliveryOrder(
    String flow,
    SourceDescription source,
    String bucket,
    String objectKey,
    ServerSideEncryption sse,
    CollisionPolicy collision,
    String contentType,
    Map<String, String> metadata,
    Map<String, String> tags) {

  /** Copies the maps. */
  public DeliveryOrder {
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(objectKey, "objectKey");
    Objects.requireNonNull(sse, "sse");
    Objects.requireNonNull(collision, "collision");
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }
}
