package org.saddlebag.camel.watch;

import java.util.function.LongPredicate;

/**
 * A map of numbers to numbers other than 0, in 32 bytes or less for each: a directory of a hundred
 * thousand files must not need memory that is felt. Open addressing with linear probing. Not safe
 * for use by several threads.
 */
final class LookTable {

  private static final int FIRST_SLOTS = 1024;

  private long[] keys = new long[FIRST_SLOTS];
  private long[] values = new long[FIRST_SLOTS];
  private int used;
  private int size;

  /** The value, or 0 where there is none. */
  long get(long key) {
    return values[slot(key)];
  }

  /** Replaces the value; 0 removes it. */
  void put(long key, long value) {
    int at = slot(key);
    if (keys[at] == 0) {
      if (value == 0) {
        return;
      }
      keys[at] = marked(key);
      used++;
    }
    size += (values[at] == 0 ? 1 : 0) - (value == 0 ? 1 : 0);
    values[at] = value;
    if (2 * used > keys.length) {
      retain(any -> true);
    }
  }

  int size() {
    return size;
  }

  int count(LongPredicate wanted) {
    int count = 0;
    for (long value : values) {
      count += value != 0 && wanted.test(value) ? 1 : 0;
    }
    return count;
  }

  /** Forgets all other values, and gives back the memory that they took. */
  void retain(LongPredicate wanted) {
    long[] oldKeys = keys;
    long[] oldValues = values;
    int slots = FIRST_SLOTS;
    for (int kept = count(wanted); slots < 4 * kept; ) {
      slots *= 2;
    }
    keys = new long[slots];
    values = new long[slots];
    used = 0;
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0 && wanted.test(oldValues[i])) {
        put(oldKeys[i], oldValues[i]);
      }
    }
  }

  /** Where the key is or would be. */
  private int slot(long key) {
    long wanted = marked(key);
    int mask = keys.length - 1;
    int at = (int) (wanted ^ (wanted >>> 32)) & mask;
    while (keys[at] != 0 && keys[at] != wanted) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** 0 stands for an empty slot. */
  private static long marked(long key) {
    return key == 0 ? 1 : key;
  }
}
