package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which of the files that a poll sees are taken. Used by the polling thread alone. */
final class FileSelection {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** Some megabytes; the files of a larger directory are looked at as the first ones go. */
  private static final int REMEMBERED_LOOKS = 1 << 17;

  private final Path root;
  private final FileNames names;
  private final DoneFile doneFile;
  private final Path doneFolder;
  private final Path failedFolder;
  private final Predicate<String> kept;
  private final FileLooks looks;
  private final LinkTargets targets = new LinkTargets();
  private final boolean keeps;
  private final Set<String> closed = new HashSet<>();
  private int deferred;

  /**
   * A selection.
   *
   * @param settings how the directory is watched
   * @param kept whether a file was delivered before and stays in its place
   */
  FileSelection(WatchSettings settings, Predicate<String> kept) {
    this.root = settings.root();
    this.names = settings.names();
    this.doneFile = settings.doneFileOrNull();
    this.doneFolder = settings.doneFolder();
    this.failedFolder = settings.failedFolder();
    this.keeps = settings.after() == AfterSource.keep;
    this.kept = kept;
    // Files that stay would keep the others from ever being looked at.
    this.looks = new FileLooks(keeps ? Integer.MAX_VALUE : REMEMBERED_LOOKS);
  }

  void pollBegins() {
    looks.pollBegins();
    deferred = 0;
  }

  /**
   * A poll has ended.
   *
   * @param sawAll whether it came to the directory's end
   */
  void pollEnds(boolean sawAll) {
    looks.pollEnds(sawAll);
    targets.pollEnds(sawAll);
  }

  /**
   * How many files the last poll left for the next.
   *
   * @return those that may still be written, and those that wait for their links
   */
  int waiting() {
    return looks.unsettled() + deferred;
  }

  boolean enter(String name) {
    Path path = root.resolve(name);
    return !path.equals(doneFolder) && !path.equals(failedFolder);
  }

  /** Said once; what has gone in the instant between listing and looking is no trouble. */
  void unreadable(String name, IOException why) {
    if (!(why instanceof NoSuchFileException) && closed.add(name)) {
      LOG.error("{} can't be read: its files are not delivered until it can", root.resolve(name));
    }
  }

  /**
   * Whether a file is taken now.
   *
   * @param name its name in the directory
   * @param entry the attributes of the entry itself, be it a link
   * @param foundOrNull what is behind it, see {@link #behind}
   * @return false for files that are not wanted, may still be written, or stay though delivered
   */
  boolean take(String name, BasicFileAttributes entry, BasicFileAttributes foundOrNull) {
    if (!names.take(name)) {
      return false;
    }
    Path path = root.resolve(name);
    if (doneFile != null && doneFile.isOne(path)) {
      return false;
    }
    boolean whole = whole(name, path, foundOrNull);
    // Without a done-file a link settles by itself; with one it may never be whole.
    if (entry.isSymbolicLink() && (whole || doneFile == null)) {
      targets.add(path);
    }
    if (!whole || kept.test(name)) {
      return false;
    }
    return !awaited(path, entry.isSymbolicLink());
  }

  /**
   * Whether a file that another node has found may be one of this flow's. The name comes from where
   * others write, too.
   *
   * @param name its name in the directory, with {@code /}
   * @return false for what no look of this node would find
   */
  boolean mayTake(String name) {
    if (name.isEmpty() || name.startsWith("/") || name.indexOf('\0') >= 0 || !names.take(name)) {
      return false;
    }
    Path relative;
    try {
      relative = Path.of(name);
    } catch (InvalidPathException e) {
      // This node's locale has no bytes for it.
      return false;
    }
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    Path path = root.resolve(relative);
    return !path.startsWith(doneFolder)
        && !path.startsWith(failedFolder)
        && (doneFile == null || !doneFile.isOne(path));
  }

  /** A file is on its way. */
  void taken(String name) {
    looks.forget(name);
  }

  /**
   * Whether a file has to wait for a link to it; one that stays in its place needs not.
   *
   * @param path the file
   * @param isLink whether it is a link itself
   * @return true when it is not to be delivered now
   */
  boolean awaited(Path path, boolean isLink) {
    boolean awaited = !keeps && !isLink && targets.awaited(path);
    deferred += awaited ? 1 : 0;
    return awaited;
  }

  private boolean whole(String name, Path path, BasicFileAttributes foundOrNull) {
    return doneFile == null ? looks.settled(name, foundOrNull) : doneFile.present(path);
  }

  /**
   * What is found behind an entry.
   *
   * @param path the entry
   * @param entry its own attributes, be it a link
   * @return null for a link behind which there is nothing
   */
  static BasicFileAttributes behind(Path path, BasicFileAttributes entry) {
    if (!entry.isSymbolicLink()) {
      return entry;
    }
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      return null;
    }
  }
}
