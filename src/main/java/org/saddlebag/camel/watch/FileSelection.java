package org.saddlebag.camel.watch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Decides which of the files that a poll sees are taken. Used by the polling thread alone.
 *
 * <p>Directories that are links are not entered: they may lead in a circle.
 */
final class FileSelection {

  private final Path root;
  private final FileNames names;
  private final DoneFile doneFile;
  private final Path doneFolder;
  private final Path failedFolder;
  private final Predicate<Path> kept;
  private final FileLooks looks;
  private final LinkTargets targets;

  /**
   * A selection.
   *
   * @param settings how the directory is watched
   * @param looks the memory of earlier polls
   * @param targets is told of the links
   * @param kept whether a file was delivered before and stays in its place
   */
  FileSelection(
      WatchSettings settings, FileLooks looks, LinkTargets targets, Predicate<Path> kept) {
    this.root = settings.root();
    this.names = settings.names();
    this.doneFile = settings.doneFileOrNull();
    this.doneFolder = settings.doneFolder();
    this.failedFolder = settings.failedFolder();
    this.looks = looks;
    this.targets = targets;
    this.kept = kept;
  }

  boolean accept(File found, boolean directory) {
    Path path = found.toPath().toAbsolutePath().normalize();
    return directory ? enter(path) : take(path);
  }

  private boolean enter(Path path) {
    return !Files.isSymbolicLink(path) && !path.equals(doneFolder) && !path.equals(failedFolder);
  }

  private boolean take(Path path) {
    if (!names.take(relative(path)) || (doneFile != null && doneFile.isOne(path))) {
      return false;
    }
    if (Files.isSymbolicLink(path)) {
      targets.add(path);
    }
    return whole(path) && !kept.test(path);
  }

  private boolean whole(Path path) {
    return doneFile == null ? looks.settled(path) : doneFile.present(path);
  }

  private String relative(Path path) {
    return root.relativize(path).toString().replace(File.separatorChar, '/');
  }
}
