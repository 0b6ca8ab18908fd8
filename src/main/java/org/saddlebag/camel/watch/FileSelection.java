package org.saddlebag.camel.watch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which of the files that a poll sees are taken. Used by the polling thread alone.
 *
 * <p>Directories that are links are not entered: they may lead in a circle.
 */
final class FileSelection {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Path root;
  private final FileNames names;
  private final DoneFile doneFile;
  private final Path doneFolder;
  private final Path failedFolder;
  private final Predicate<Path> kept;
  private final FileLooks looks = new FileLooks();
  private final LinkTargets targets = new LinkTargets();
  private final boolean keeps;
  private final Set<Path> closed = new HashSet<>();
  private int accepted;
  private int deferred;

  /**
   * A selection.
   *
   * @param settings how the directory is watched
   * @param kept whether a file was delivered before and stays in its place
   */
  FileSelection(WatchSettings settings, Predicate<Path> kept) {
    this.root = settings.root();
    this.names = settings.names();
    this.doneFile = settings.doneFileOrNull();
    this.doneFolder = settings.doneFolder();
    this.failedFolder = settings.failedFolder();
    this.keeps = settings.after() == AfterSource.keep;
    this.kept = kept;
  }

  void pollBegins() {
    looks.pollBegins();
    accepted = 0;
    deferred = 0;
  }

  /**
   * A poll has ended.
   *
   * @param limit how many files Camel takes in one poll before it stops looking, 0 for all
   */
  void pollEnds(int limit) {
    boolean sawAll = limit <= 0 || accepted < limit;
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

  boolean accept(File found, boolean directory) {
    Path path = found.toPath().toAbsolutePath().normalize();
    if (directory) {
      return enter(path);
    }
    boolean taken = take(path);
    accepted += taken ? 1 : 0;
    return taken;
  }

  private boolean enter(Path path) {
    if (Files.isSymbolicLink(path) || path.equals(doneFolder) || path.equals(failedFolder)) {
      return false;
    }
    if (!Files.isReadable(path) && closed.add(path)) {
      LOG.error("{} can't be read: its files are not delivered until it can", path);
    }
    return true;
  }

  private boolean take(Path path) {
    if (!names.take(relative(path)) || (doneFile != null && doneFile.isOne(path))) {
      return false;
    }
    if (Files.isSymbolicLink(path)) {
      targets.add(path);
    }
    if (!whole(path) || kept.test(path)) {
      return false;
    }
    return !awaited(path);
  }

  /**
   * Whether a file has to wait for a link to it; one that stays in its place needs not.
   *
   * @param path the file
   * @return true when it is not to be delivered now
   */
  boolean awaited(Path path) {
    boolean awaited = !keeps && !Files.isSymbolicLink(path) && targets.awaited(path);
    deferred += awaited ? 1 : 0;
    return awaited;
  }

  private boolean whole(Path path) {
    return doneFile == null ? looks.settled(path) : doneFile.present(path);
  }

  private String relative(Path path) {
    return root.relativize(path).toString().replace(File.separatorChar, '/');
  }
}
