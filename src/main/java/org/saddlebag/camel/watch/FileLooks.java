package org.saddlebag.camel.watch;

import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells files that are still being written from those that are whole: a file has settled when its
 * size and time were equal in two polls. Costs one look per file and poll, and no waiting.
 *
 * <p>Only hashes of name, size and time are remembered, and of no more files than the limit: the
 * others are looked at when the first have gone. Two files whose hashes are equal by chance would
 * be taken a poll too early or late, and what changes while it is read fails its delivery in any
 * case.
 *
 * <p>Used by the polling thread alone.
 */
final class FileLooks {

  /** A file that keeps changing for so many looks is no longer waited for. */
  private static final int PATIENCE_LOOKS = 5;

  // A look from its highest bit: 1, 43 bits of the hash, 4 of changes, 16 of the poll's number.
  private static final long PRESENT = 1L << 63;
  private static final long HASH = ((1L << 43) - 1) << 20;
  private static final int CHANGES_SHIFT = 16;
  private static final long CHANGES = 0xF;
  private static final long POLL = 0xFFFF;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final int limit;
  private final LookTable looks = new LookTable();
  private long poll;
  private int unseen;
  private int unsettled;

  /**
   * No look yet.
   *
   * @param limit how many files are remembered at most
   */
  FileLooks(int limit) {
    this.limit = limit;
  }

  /** A new poll begins. */
  void pollBegins() {
    poll = (poll + 1) & POLL;
    unseen = 0;
  }

  /**
   * A poll has ended.
   *
   * @param sawAll whether it reached the directory's end: what it has not seen is forgotten then
   */
  void pollEnds(boolean sawAll) {
    if (sawAll) {
      looks.retain(look -> (look & POLL) == poll);
    }
    unsettled = unseen + looks.count(look -> changes(look) > 0 && changes(look) < PATIENCE_LOOKS);
  }

  /**
   * Looks at a file.
   *
   * @param name the file's name in the directory
   * @param found what it is, or null where it can't be looked at: reading it will say why, and park
   *     it
   * @return true when it has not changed since the last poll
   */
  boolean settled(String name, BasicFileAttributes found) {
    long key = hash(name);
    long before = looks.get(key);
    if (before == 0 && looks.size() >= limit) {
      unseen++;
      return false;
    }
    long now = PRESENT | (stamp(found) & HASH);
    boolean settled = before != 0 && (before & (PRESENT | HASH)) == now;
    long changes = settled ? 0 : Math.min(before == 0 ? 1 : changes(before) + 1, CHANGES);
    looks.put(key, now | (changes << CHANGES_SHIFT) | poll);
    return settled;
  }

  /** A file is on its way, and what has its name afterwards is another one. */
  void forget(String name) {
    looks.put(hash(name), 0);
  }

  /**
   * How many files the last poll left because they may still be written.
   *
   * @return without those that seem never to settle
   */
  int unsettled() {
    return unsettled;
  }

  private static long changes(long look) {
    return (look >>> CHANGES_SHIFT) & CHANGES;
  }

  private static long stamp(BasicFileAttributes found) {
    if (found == null) {
      return 0;
    }
    var modified = found.lastModifiedTime().toInstant();
    return mixed(
        mixed(found.size()) + modified.getEpochSecond() * 1_000_000_007 + modified.getNano());
  }

  /** FNV-1a, see draft-eastlake-fnv; mixed, so that every bit counts in every other. */
  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /** The finalizer of MurmurHash3 (public domain, Austin Appleby). */
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
