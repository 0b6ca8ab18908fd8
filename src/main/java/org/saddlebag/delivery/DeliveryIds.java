package org.saddlebag.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Delivery ids that follow from the source: the same on every node and at every attempt, so that
 * the object in the store tells whose it is.
 */
public final class DeliveryIds {

  private static final int ID_BYTES = 16;

  private DeliveryIds() {}

  /**
   * The id of the delivery of a file that several nodes see. It is another one as soon as anything
   * of the file has changed, be it its permissions: two objects are better than a lost content.
   *
   * @param flow the flow's name
   * @param file the file as this node has looked at it
   * @return in the form of a UUID
   */
  public static String ofFile(String flow, SourceDescription file) {
    return of(
        "file",
        flow,
        file.name(),
        String.valueOf(file.sizeBytes()),
        String.valueOf(file.modified()),
        String.valueOf(file.identity()));
  }

  /**
   * The id of the delivery of a file that one node sees; it may go to several buckets.
   *
   * @param flow see {@link #ofFile(String, SourceDescription)}
   * @param file see there
   * @param bucket where it goes
   * @return in the form of a UUID
   */
  public static String ofFile(String flow, SourceDescription file, String bucket) {
    return of("bucket", bucket, ofFile(flow, file));
  }

  /** The id of the delivery of what begins at a place of a topic, wherever it ends. */
  static String ofPlace(String flow, TopicPlace place) {
    return of(
        "record",
        flow,
        place.topic(),
        place.topicId(),
        String.valueOf(place.partition()),
        String.valueOf(place.offset()));
  }

  /** SHA-256 over the parts, the first half of it, in the form of a UUID. */
  static String of(String... parts) {
    byte[] text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      String hex = HexFormat.of().formatHex(digest, 0, ID_BYTES);
      return String.join(
          "-",
          hex.substring(0, 8),
          hex.substring(8, 12),
          hex.substring(12, 16),
          hex.substring(16, 20),
          hex.substring(20));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
