package org.saddlebag.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/** Reads the lines of all lanes in the order of their times; leaves out what is not whole. */
public final class TrailReader {

  private final Path trail;

  /**
   * A reader.
   *
   * @param trail the folder of the audit trail; need not exist
   */
  public TrailReader(Path trail) {
    this.trail = trail;
  }

  /** A lane that is being read. */
  private static final class Reading {
    private final int lane;
    private final Deque<Path> files;
    private RawLines in;
    private ChainLine line;

    Reading(Path folder) throws IOException {
      lane = LaneFiles.number(folder);
      files = new ArrayDeque<>(LaneFiles.files(folder));
    }

    String time() {
      return line.text("time").orElse("");
    }

    boolean next() throws IOException {
      while (in != null || !files.isEmpty()) {
        if (in == null) {
          in = RawLines.of(files.pop());
        }
        byte[] raw = in.next();
        if (raw == null) {
          in.close();
          in = null;
        } else {
          Optional<ChainLine> read = ChainLine.read(raw);
          if (read.isPresent()) {
            line = read.get();
            return true;
          }
        }
      }
      return false;
    }
  }

  /**
   * Reads all lines.
   *
   * @param reader takes each with the number of its lane
   * @throws org.saddlebag.errors.FileUnavailable if a file can't be read
   */
  public void forEach(BiConsumer<Integer, ChainLine> reader) {
    if (Files.notExists(trail)) {
      return;
    }
    PriorityQueue<Reading> lanes = new PriorityQueue<>(Comparator.comparing(Reading::time));
    try {
      for (Path folder : LaneFiles.lanes(trail)) {
        Reading lane = new Reading(folder);
        if (lane.next()) {
          lanes.add(lane);
        }
      }
      while (!lanes.isEmpty()) {
        Reading first = lanes.poll();
        reader.accept(first.lane, first.line);
        if (first.next()) {
          lanes.add(first);
        }
      }
    } catch (IOException e) {
      throw TrailCheck.unreadable(trail, e);
    }
  }
}
