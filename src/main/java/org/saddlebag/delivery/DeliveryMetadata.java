package org.saddlebag.delivery;

import java.util.HashMap;
import java.util.Map;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/** The object metadata of a delivery: the envelope, what the flow adds, and our own entries. */
final class DeliveryMetadata {

  /** The delivery id, by which a restart knows its object again. */
  static final String DELIVERY = "saddlebag-delivery";

  /** The source's modification time, ISO-8601, which the way back sets again. */
  static final String MODIFIED = "saddlebag-modified";

  private DeliveryMetadata() {}

  static Map<String, String> of(
      DeliveryOrder order, Map<String, String> envelope, String deliveryId) {
    order.metadata().keySet().forEach(DeliveryMetadata::requireFree);
    Map<String, String> all = new HashMap<>(order.metadata());
    all.putAll(envelope);
    if (order.again() != null) {
      all.putAll(order.again().marks());
    }
    all.put(DELIVERY, deliveryId);
    if (order.source().modified() != null) {
      all.put(MODIFIED, order.source().modified().toString());
    }
    return all;
  }

  /** Whether an object with this metadata is that of a delivery. */
  static boolean isOf(Map<String, String> metadata, String deliveryId) {
    return deliveryId.equals(metadata.get(DELIVERY));
  }

  /** The envelope's parts of all formats begin with {@code x-amz-}; none may be mixed in. */
  private static void requireFree(String name) {
    if (name.startsWith("x-amz-") || name.startsWith("saddlebag-")) {
      throw new Refused(
          DeliveryError.METADATA_TAKEN,
          "the metadata '%s' can't be set by a flow".formatted(OneLine.of(name)));
    }
  }
}
