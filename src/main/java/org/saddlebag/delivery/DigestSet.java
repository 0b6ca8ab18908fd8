package org.saddlebag.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of texts that keeps 128 bits of each one's SHA-256 and nothing else: some 32 bytes per
 * entry, so that millions of objects fit into a small heap. Not safe for use by several threads.
 */
final class DigestSet {

  private static final int FIRST_SLOTS = 1024;

  private long[] slots = new long[2 * FIRST_SLOTS];
  private int size;

  /** Whether the text was new. */
  boolean add(String text) {
    if (4 * (size + 1) > slots.length) {
      grow();
    }
    long[] digest = digest(text);
    int at = find(slots, digest[0], digest[1]);
    if (slots[at] != 0) {
      return false;
    }
    slots[at] = digest[0];
    slots[at + 1] = digest[1];
    size++;
    return true;
  }

  boolean contains(String text) {
    long[] digest = digest(text);
    return slots[find(slots, digest[0], digest[1])] != 0;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0) {
        int at = find(larger, slots[i], slots[i + 1]);
        larger[at] = slots[i];
        larger[at + 1] = slots[i + 1];
      }
    }
    slots = larger;
  }

  /** The slot that holds the digest, or the free one where it belongs; at most half are used. */
  private static int find(long[] slots, long high, long low) {
    int mask = slots.length - 1;
    int at = (int) (2 * low) & mask;
    while (slots[at] != 0 && (slots[at] != high || slots[at + 1] != low)) {
      at = (at + 2) & mask;
    }
    return at;
  }

  /** The first number is never 0, which marks a free slot. */
  static long[] digest(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      ByteBuffer numbers = ByteBuffer.wrap(sum);
      long high = numbers.getLong();
      return new long[] {high == 0 ? 1 : high, numbers.getLong()};
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
