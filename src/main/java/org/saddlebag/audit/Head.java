package org.saddlebag.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that remembers the last line of a lane, so that a tail that was cut off is missed. It is
 * written in place behind every sync of the lines, always the same 66 bytes, and never ahead of
 * what is on the disk.
 */
final class Head implements AutoCloseable {

  /** Its name in the lane's folder. */
  static final String FILE = "head";

  private static final Pattern FORM = Pattern.compile("([0-9]{20}) ([A-Za-z0-9+/]{43}=)\n");

  /**
   * The last line.
   *
   * @param seq its number, 0 where there is none yet
   * @param hash its hash
   */
  record Mark(long seq, String hash) {

    static final Mark BEGINNING = new Mark(0, ChainLine.BEGINNING);
  }

  private final RandomAccessFile file;
  private volatile Mark mark;

  private Head(RandomAccessFile file) {
    this.file = file;
  }

  /** Opens the head of a lane for writing. */
  static Head open(Path lane) throws IOException {
    return new Head(new RandomAccessFile(lane.resolve(FILE).toFile(), "rw"));
  }

  /** What the head of a lane says; empty if it is missing or no head. */
  static Optional<Mark> read(Path lane) throws IOException {
    Path file = lane.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Matcher text = FORM.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    return text.matches()
        ? Optional.of(new Mark(Long.parseLong(text.group(1)), text.group(2)))
        : Optional.empty();
  }

  /** With the operating system when this returns: it survives the process. */
  void write(Mark now) throws IOException {
    file.seek(0);
    file.write("%020d %s\n".formatted(now.seq(), now.hash()).getBytes(StandardCharsets.US_ASCII));
    mark = now;
  }

  /** The number of the last line that is known to be on the disk. */
  long syncedSeq() {
    Mark now = mark;
    return now == null ? 0 : now.seq();
  }

  void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (mark != null) {
        sync();
      }
    }
  }
}
