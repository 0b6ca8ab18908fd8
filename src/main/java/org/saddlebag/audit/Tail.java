package org.saddlebag.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How a lane ends: its last whole line, and what a death or a full disk left behind it.
 *
 * @param last the number and hash of the last whole line
 * @param restBytes how many bytes stand behind it in the last file, 0 for none
 * @param restHash their SHA-256, or null for none
 */
record Tail(Head.Mark last, long restBytes, String restHash) {

  private static final int FIRST_LOOK_BYTES = 64 * 1024;

  /** Looks at the files of a lane, in their order. */
  static Tail of(List<Path> files) throws IOException {
    Tail rest = new Tail(Head.Mark.BEGINNING, 0, null);
    for (int i = files.size() - 1; i >= 0; i--) {
      Tail tail = of(files.get(i));
      rest = i == files.size() - 1 ? tail : new Tail(tail.last, rest.restBytes, rest.restHash);
      if (tail.last.seq() > 0) {
        return rest;
      }
    }
    return rest;
  }

  /** From the end backwards, as a file may be long. */
  private static Tail of(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      for (long look = FIRST_LOOK_BYTES; ; look *= 4) {
        long from = Math.max(0, length - look);
        byte[] bytes = new byte[Math.toIntExact(length - from)];
        in.seek(from);
        in.readFully(bytes);
        Tail tail = of(bytes, from == 0);
        if (tail.last.seq() > 0 || from == 0) {
          return tail;
        }
      }
    }
  }

  private static Tail of(byte[] bytes, boolean whole) {
    int end = lastBreak(bytes, bytes.length);
    while (end >= 0) {
      int before = lastBreak(bytes, end);
      if (before < 0 && !whole) {
        break;
      }
      var line = ChainLine.read(Arrays.copyOfRange(bytes, before + 1, end));
      if (line.isPresent()) {
        return behind(bytes, end + 1, new Head.Mark(line.get().seq(), line.get().hash()));
      }
      end = before;
    }
    return behind(bytes, 0, Head.Mark.BEGINNING);
  }

  private static Tail behind(byte[] bytes, int from, Head.Mark last) {
    byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
    return new Tail(
        last, rest.length, rest.length == 0 ? null : ChainLine.sha256(rest, rest.length));
  }

  /** Where the last line break before a place is, or -1. */
  private static int lastBreak(byte[] bytes, int before) {
    int at = before - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }
}
