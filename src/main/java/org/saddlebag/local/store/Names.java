package org.saddlebag.local.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names of files, versions and uploads. */
final class Names {

  private Names() {}

  /** Thirty-two hex digits that nobody else has; not secret. */
  static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** A file name for a key, which may hold any character. */
  static String ofKey(String key) {
    Sum sum = Sum.of("SHA-256");
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    sum.update(bytes, 0, bytes.length);
    return HexFormat.of().formatHex(sum.result());
  }
}
