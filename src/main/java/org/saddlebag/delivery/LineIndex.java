package org.saddlebag.delivery;

/**
 * Where in a file the last line about something stands: some 48 bytes per entry, whatever the texts
 * are. Not safe for use by several threads.
 */
final class LineIndex {

  private static final int FIRST_SLOTS = 1024;
  private static final int WIDTH = 3;

  private long[] slots = new long[WIDTH * FIRST_SLOTS];
  private int size;

  /** Notes a line; it takes the place of an earlier one about the same. */
  void put(String text, long offset) {
    if (2 * WIDTH * (size + 1) > slots.length) {
      grow();
    }
    long[] digest = DigestSet.digest(text);
    int at = find(slots, digest[0], digest[1]);
    if (slots[at] == 0) {
      size++;
    }
    set(slots, at, digest[0], digest[1], offset);
  }

  /** The offset of the last line, or -1. */
  long get(String text) {
    long[] digest = DigestSet.digest(text);
    int at = find(slots, digest[0], digest[1]);
    return slots[at] == 0 ? -1 : slots[at + 2];
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int i = 0; i < slots.length; i += WIDTH) {
      if (slots[i] != 0) {
        int at = find(larger, slots[i], slots[i + 1]);
        set(larger, at, slots[i], slots[i + 1], slots[i + 2]);
      }
    }
    slots = larger;
  }

  private static void set(long[] slots, int at, long high, long low, long offset) {
    slots[at] = high;
    slots[at + 1] = low;
    slots[at + 2] = offset;
  }

  /** The slot that holds the digest, or the free one where it belongs; at most half are used. */
  private static int find(long[] slots, long high, long low) {
    int count = slots.length / WIDTH;
    int slot = (int) Long.remainderUnsigned(low, count);
    while (slots[WIDTH * slot] != 0
        && (slots[WIDTH * slot] != high || slots[WIDTH * slot + 1] != low)) {
      slot = (slot + 1) % count;
    }
    return WIDTH * slot;
  }
}
