package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets delivered source files go: into a done folder, away, or not at all. One per flow. Safe for
 * use by several threads.
 *
 * <p>A writer may put a new file in the place of the delivered one at any instant. Therefore a file
 * is first taken: one rename to a name that nobody else uses, {@code .saddlebag-releasing/DELIVERY}
 * in the flow's directory. What was taken is looked at again, and only the very file that was
 * delivered is moved on or deleted; anything else goes back, under a number if its place is taken.
 * A process that dies before the taking leaves the source in its place, and the journal knows that
 * it is delivered; one that dies behind it leaves the taken file, which {@link #recover} brings to
 * its end.
 */
public final class SourceRelease {

  private static final Logger LOG = LoggerFactory.getLogger(SourceRelease.class);

  /** The folder in the flow's directory where files are between their place and their end. */
  static final String FOLDER = StagingArea.FOLDER + "-releasing";

  private final Path root;
  private final Path taken;
  private final AfterDelivery after;
  private final Journal journal;
  private final Failpoints failpoints;
  private final Clock clock;
  private final ChangedDirectories changed = new ChangedDirectories();
  private final SafeMove moves = new SafeMove(changed::add);
  private final DoneFolder done;
  private final LeftBehind leftBehind;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /**
   * The release of one flow.
   *
   * @param flow the flow's name
   * @param root the flow's directory
   * @param after what becomes of a delivered file
   * @param journal opened
   * @param failpoints where to die in a kill test
   * @param clock for the retention
   * @throws Refused {@code BAD_FOLDER} if the done folder is the directory itself or holds it
   */
  public SourceRelease(
      String flow,
      Path root,
      AfterDelivery after,
      Journal journal,
      Failpoints failpoints,
      Clock clock) {
    this(flow, root, after, journal, failpoints, clock, FOLDER);
  }

  /**
   * The release of one flow whose directory other nodes work on, too: each takes files to a folder
   * of its own, and finishes what it finds there after a restart.
   *
   * @param flow see the other constructor
   * @param root see the other constructor
   * @param after see the other constructor
   * @param journal of this node; its name is that of the folder
   * @param failpoints see the other constructor
   * @param clock see the other constructor
   * @return the release
   */
  public static SourceRelease amongNodes(
      String flow,
      Path root,
      AfterDelivery after,
      Journal journal,
      Failpoints failpoints,
      Clock clock) {
    String folder = FOLDER + "-" + journal.node();
    return new SourceRelease(flow, root, after, journal, failpoints, clock, folder);
  }

  private SourceRelease(
      String flow,
      Path root,
      AfterDelivery after,
      Journal journal,
      Failpoints failpoints,
      Clock clock,
      String folder) {
    this.root = root;
    this.taken = root.resolve(folder);
    this.after = after;
    this.journal = journal;
    this.failpoints = failpoints;
    this.clock = clock;
    this.leftBehind = new LeftBehind(flow, root, journal);
    this.done =
        after instanceof AfterDelivery.MoveTo move
            ? new DoneFolder(FlowFolder.apart("done", move.folder(), root), move.retention(), moves)
            : null;
    journal.beforeForgetting(flow, this::settle);
  }

  /**
   * Finishes what a killed process, or a release that failed half-way, left behind. To be called
   * before the flow starts; later calls do no harm.
   *
   * @param leaving is told of the files
   * @return how many releases were finished
   * @throws org.saddlebag.errors.FileUnavailable if a file can't be moved
   */
  public int recover(Leaving leaving) {
    int finished = 0;
    try {
      for (LeftBehind.TakenFile each : leftBehind.takenFiles(taken, underWay)) {
        if (each.isDelivered()) {
          leaving.left(each.name(), when(FileStamp.ofLink(each.file())));
          finish(each.file(), each.name());
          finished++;
        } else {
          putBack(each.file(), each.name());
        }
        changed.add(taken);
        changed.sync();
        journal.released(each.deliveryId());
      }
    } catch (IOException e) {
      throw failure(taken, e);
    }
    leftBehind.forgetEnded(this::isKept);
    return finished;
  }

  /**
   * Whether a file is kept in its place and known as delivered, so that it needs no look.
   *
   * @param source the source
   * @return false unless the flow keeps its sources
   */
  public boolean isKept(SourceDescription source) {
    return after instanceof AfterDelivery.Keep keep && keep.memory().contains(key(source));
  }

  /**
   * Another node has delivered a file that is kept in its place: it needs no look here, either.
   *
   * @param source the source
   * @throws FileUnavailable if that can't be remembered
   */
  public void delivered(SourceDescription source) {
    if (after instanceof AfterDelivery.Keep keep) {
      keep.memory().remember(key(source));
    }
  }

  /**
   * What tells the content of a file from another one of its name, on all nodes. Without the time
   * of change, which the release itself alters.
   *
   * @param source the source
   * @return one line
   */
  public static String content(SourceDescription source) {
    return key(source);
  }

  /**
   * Lets a delivered file go. A file that took its place meanwhile is left alone. The journal keeps
   * the delivery in mind until this is on the disk, so that a file which a failure of the machine
   * brings back is known as delivered.
   *
   * @param source as it was delivered
   * @param receipt of its delivery
   * @param leaving is told of the file
   * @throws org.saddlebag.errors.FileUnavailable if it can't be moved; the same call, or after a
   *     restart {@link #recover}, brings it to its end from wherever it is
   */
  public void release(SourceFile source, Receipt receipt, Leaving leaving) {
    String id = receipt.delivery();
    underWay.add(id);
    try {
      failpoints.pass(Failpoint.BEFORE_MOVE);
      if (after instanceof AfterDelivery.Keep keep) {
        keep(source, keep, leaving);
      } else {
        takeAway(source, taken.resolve(id), leaving);
      }
      failpoints.pass(Failpoint.AFTER_MOVE);
      journal.released(id);
    } catch (IOException e) {
      throw failure(source.path(), e);
    } finally {
      underWay.remove(id);
    }
  }

  /**
   * Whether there is anything to let go: a drive that is not mounted shows neither.
   *
   * @param source as it was delivered
   * @param receipt of its delivery
   * @return true where a file is in its place, or was taken from there
   */
  public boolean finds(SourceFile source, Receipt receipt) {
    return Files.exists(source.path(), LinkOption.NOFOLLOW_LINKS)
        || Files.exists(taken.resolve(receipt.delivery()), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Deletes done files whose retention has passed.
   *
   * @return how many
   * @throws org.saddlebag.errors.FileUnavailable if one can't be deleted
   */
  public int expire() {
    try {
      return done == null ? 0 : done.expire(clock.instant());
    } catch (IOException e) {
      throw failure(((AfterDelivery.MoveTo) after).folder(), e);
    }
  }

  private static void keep(SourceFile source, AfterDelivery.Keep keep, Leaving leaving)
      throws IOException {
    SourceDescription description = source.description();
    if (Files.notExists(source.path(), LinkOption.NOFOLLOW_LINKS)
        || FileStamp.ofLink(source.path()).sameFile(source.entry())) {
      leaving.left(description.name(), Instant.MAX);
    }
    keep.memory().remember(key(description));
  }

  private void takeAway(SourceFile source, Path to, Leaving leaving) throws IOException {
    String name = source.description().name();
    if (done != null) {
      done.prepare(name);
    }
    // A rename would replace what an attempt before this one has taken: that comes to its end.
    if (Files.notExists(to, LinkOption.NOFOLLOW_LINKS)) {
      if (!take(source.path(), to)) {
        leaving.left(name, Instant.MAX);
        return;
      }
      failpoints.pass(Failpoint.AFTER_TAKE);
    }
    try {
      FileStamp stamp = FileStamp.ofLink(to);
      if (stamp.sameFile(source.entry())) {
        leaving.left(name, when(stamp));
        finish(to, name);
      } else {
        putBack(to, name);
      }
    } finally {
      changed.add(source.path().getParent());
      changed.add(taken);
    }
  }

  /**
   * Whether there was something to take. Where the folder is missing, another thread may make it
   * meanwhile: only the file itself tells that it is gone.
   */
  private boolean take(Path file, Path to) throws IOException {
    for (boolean made = false; ; made = true) {
      try {
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } catch (NoSuchFileException e) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
          return false;
        }
        if (made) {
          throw e;
        }
        Disk.createDirectory(taken);
      }
    }
  }

  /**
   * Returns when all files that were let go so far are gone on the disk, too; for whoever tells
   * others that they are.
   *
   * @throws org.saddlebag.errors.FileUnavailable if that is not certain
   */
  public void settle() {
    try {
      changed.sync();
    } catch (IOException e) {
      throw failure(root, e);
    }
  }

  private void finish(Path file, String name) throws IOException {
    if (done != null) {
      done.put(file, name);
    } else {
      Files.delete(file);
    }
  }

  /** The taking was a change of the file, and the last one so far, where file systems say so. */
  private static Instant when(FileStamp taken) {
    boolean told = taken.changed() != null && taken.changed().isAfter(taken.modified());
    return told ? taken.changed() : Instant.MAX;
  }

  /** Under another name nobody may expect it, and no done-file stands beside it. */
  private void putBack(Path file, String name) throws IOException {
    Path place = moves.move(file, root, name);
    if (!place.equals(root.resolve(name))) {
      LOG.warn("{} has come twice while it was delivered: the first is now {}", name, place);
    }
  }

  /** Without the time of change: new permissions make no new source. */
  private static String key(SourceDescription source) {
    String identity = source.identity();
    String inode = identity == null ? "" : identity.substring(0, identity.indexOf('@'));
    return String.join(
        "#",
        source.name(),
        String.valueOf(source.sizeBytes()),
        String.valueOf(source.modified()),
        inode);
  }

  private static FileUnavailable failure(Path path, IOException e) {
    return Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "let go", path, e);
  }
}
