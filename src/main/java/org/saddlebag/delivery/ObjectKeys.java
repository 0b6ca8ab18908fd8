package org.saddlebag.delivery;

import java.nio.charset.StandardCharsets;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/** Object keys that S3 and the way back can hold. */
final class ObjectKeys {

  /** Amazon S3 User Guide, "Naming Amazon S3 objects". */
  private static final int MAX_BYTES = 1024;

  private ObjectKeys() {}

  /** The key itself, or a refusal. {@code //} and dots would come back as another file's name. */
  static String checked(String key) {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    String flaw =
        bytes > MAX_BYTES
            ? "has %d bytes, must have 1 to %d".formatted(bytes, MAX_BYTES)
            : RelativeNames.flaw(key);
    if (flaw != null) {
      throw new Refused(
          DeliveryError.BAD_OBJECT_KEY, "the object key '%s' %s".formatted(OneLine.of(key), flaw));
    }
    return key;
  }
}
