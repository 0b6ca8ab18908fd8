package org.saddlebag.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.saddlebag.delivery.Disk;
import org.saddlebag.errors.FileUnavailable;

/** Finds any change, gap or cut in a trail, and where. Writes nothing. */
public final class TrailCheck {

  private final Path trail;

  /**
   * A check.
   *
   * @param trail the folder of the audit trail; need not exist
   */
  public TrailCheck(Path trail) {
    this.trail = trail;
  }

  /**
   * Follows the chain of every lane.
   *
   * @param findings is told of what does not hold
   * @param lines is told of each line that is what its hash says, with the number of its lane
   * @throws FileUnavailable if a file can't be read
   */
  public void run(Consumer<Finding> findings, BiConsumer<Integer, ChainLine> lines) {
    if (Files.notExists(trail)) {
      return;
    }
    try {
      List<Path> lanes = LaneFiles.lanes(trail);
      int expected = 1;
      for (Path lane : lanes) {
        for (; expected < LaneFiles.number(lane); expected++) {
          String gone = LaneFiles.lane(trail, expected).toString();
          findings.accept(new Finding(Finding.Kind.GAP, gone, 0, "the lane is missing"));
        }
        int number = expected;
        expected++;
        new LaneCheck(lane, findings, line -> lines.accept(number, line)).run();
      }
    } catch (IOException e) {
      throw unreadable(trail, e);
    }
  }

  static FileUnavailable unreadable(Path what, IOException e) {
    return new FileUnavailable(
        AuditError.AUDIT_UNREADABLE, "can't read %s: %s".formatted(what, Disk.reason(e)), e);
  }
}
