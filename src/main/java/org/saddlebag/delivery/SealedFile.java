package org.saddlebag.delivery;

import java.time.Instant;

/**
 * Which sealing of which file: what must be the same for a {@link ManifestLine.Sealed} to spare it.
 *
 * @param source the file, absolute
 * @param bytes its length
 * @param modified its modification time
 * @param bucket the bucket
 * @param wanted the wished object key
 * @param masterKey the configured name of the master key; null where it is not sealed
 * @param format {@code v2} or {@code v3}, {@code none} where it is not sealed
 */
public record SealedFile(
    String source,
    long bytes,
    Instant modified,
    String bucket,
    String wanted,
    String masterKey,
    String format) {

  String text() {
    return String.join(
        "\0",
        "sealed",
        source,
        String.valueOf(bytes),
        String.valueOf(modified),
        bucket,
        wanted,
        masterKey,
        format);
  }
}
