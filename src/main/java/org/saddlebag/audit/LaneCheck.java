package org.saddlebag.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows the chain of one lane and tells each place where it does not hold. */
final class LaneCheck {

  private static final byte[] BREAK = {'\n'};

  private final Path lane;
  private final Consumer<Finding> findings;
  private final Consumer<ChainLine> lines;
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private Path file;
  private long number;
  private long unreadFrom;
  private Head.Mark last = Head.Mark.BEGINNING;
  private boolean afterUnread;
  private Head.Mark head;
  private boolean headSeen;

  /**
   * A check.
   *
   * @param lane the folder
   * @param findings is told of what does not hold
   * @param lines is told of each line that is what its hash says
   */
  LaneCheck(Path lane, Consumer<Finding> findings, Consumer<ChainLine> lines) {
    this.lane = lane;
    this.findings = findings;
    this.lines = lines;
  }

  /** The head is read first: what a living process adds meanwhile is no finding. */
  void run() throws IOException {
    Optional<Head.Mark> remembered = Head.read(lane);
    head = remembered.orElse(null);
    headSeen = head != null && head.seq() == 0;
    List<Path> files = LaneFiles.files(lane);
    for (Path each : files) {
      check(each);
    }
    if (remembered.isEmpty() && !files.isEmpty()) {
      tell(
          Finding.Kind.CUT, lane, 0, "the head is missing or damaged, so that a cut can't be seen");
    } else if (head != null && !headSeen) {
      end();
    }
  }

  private void check(Path next) throws IOException {
    file = next;
    number = 0;
    try (RawLines in = RawLines.of(file)) {
      for (byte[] raw = in.next(); raw != null; raw = in.next()) {
        number++;
        Optional<ChainLine> line = in.broken() ? ChainLine.read(raw) : Optional.empty();
        if (line.isPresent()) {
          settleUnread(line.get());
          follow(line.get());
        } else {
          setAside(raw, in.broken());
        }
      }
    }
    settleUnread(null);
  }

  private void setAside(byte[] raw, boolean broken) {
    if (unread.size() == 0) {
      unreadFrom = number;
    }
    unread.writeBytes(raw);
    if (broken) {
      unread.writeBytes(BREAK);
    }
  }

  /** A torn rest is no finding where the next line tells of it, byte for byte. */
  private void settleUnread(ChainLine nextOrNull) {
    if (unread.size() == 0) {
      return;
    }
    byte[] bytes = unread.toByteArray();
    unread.reset();
    if (nextOrNull == null || !marked(bytes, nextOrNull)) {
      tell(
          Finding.Kind.CHANGED,
          file,
          unreadFrom,
          "not the line that was written as number %d, or torn and not marked as such"
              .formatted(last.seq() + 1));
      afterUnread = true;
    }
  }

  private static boolean marked(byte[] bytes, ChainLine line) {
    Optional<String> hash = line.text("tornHash");
    return line.text("event").filter(Lane.RECOVERED::equals).isPresent()
        && hash.isPresent()
        && (hash.get().equals(ChainLine.sha256(bytes, bytes.length))
            || hash.get().equals(ChainLine.sha256(bytes, bytes.length - 1)));
  }

  private void follow(ChainLine line) {
    long wanted = last.seq() + 1;
    if (line.seq() < wanted) {
      tell(
          Finding.Kind.MISPLACED,
          file,
          number,
          "number %d stands behind number %d".formatted(line.seq(), last.seq()));
    } else if (line.seq() > wanted && !(afterUnread && line.seq() == wanted + 1)) {
      long first = afterUnread ? wanted + 1 : wanted;
      tell(
          Finding.Kind.GAP,
          file,
          number,
          "the lines numbered %d to %d are missing before it".formatted(first, line.seq() - 1));
    } else if (!afterUnread && !line.prev().equals(last.hash())) {
      tell(
          Finding.Kind.CHANGED,
          file,
          number,
          "number %d does not continue the line before it, which is another one than was written"
              .formatted(line.seq()));
    } else if (afterUnread && line.seq() == wanted && !line.prev().equals(last.hash())) {
      tell(Finding.Kind.CHANGED, file, number, "number %d was written anew".formatted(line.seq()));
    }
    afterUnread = false;
    accept(line);
  }

  private void accept(ChainLine line) {
    last = new Head.Mark(line.seq(), line.hash());
    if (head != null && line.seq() == head.seq()) {
      headSeen |= line.hash().equals(head.hash());
    }
    if (line.text("event").filter(Lane.RECOVERED::equals).isPresent()) {
      recovered(line);
    }
    lines.accept(line);
  }

  /** What the writer missed when it opened the lane. */
  private void recovered(ChainLine line) {
    if (line.json().has("headSeq")) {
      tell(
          Finding.Kind.CUT,
          file,
          number,
          "the lines numbered %d to %d were gone when the trail was opened at %s"
              .formatted(
                  line.seq(), line.json().get("headSeq").asLong(), line.text("time").orElse("?")));
    }
    if (line.json().has("headMissing")) {
      tell(Finding.Kind.CUT, file, number, "the head was gone when the trail was opened");
    }
  }

  private void end() {
    Path where = file == null ? lane : file;
    if (last.seq() < head.seq()) {
      tell(
          Finding.Kind.CUT,
          where,
          number,
          "ends with number %d; the lines up to number %d are missing"
              .formatted(last.seq(), head.seq()));
    } else {
      tell(
          Finding.Kind.CHANGED,
          where,
          0,
          "has no line numbered %d with the hash that the head remembers".formatted(head.seq()));
    }
  }

  private void tell(Finding.Kind kind, Path where, long line, String what) {
    findings.accept(new Finding(kind, where.toString(), line, what));
  }
}
