package org.saddlebag.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.SaddlebagException;

/**
 * Everything but directories below a directory, found as it is asked for, in the order in which the
 * file system gives it: memory grows with the depth of the tree and with nothing else. Links are
 * not followed. Plaintext that waits in a staging area is nobody's file.
 */
final class TreeWalk implements Iterator<TreeWalk.Found>, AutoCloseable {

  private final Path root;
  private final Consumer<SaddlebagException> problems;
  private final Deque<DirectoryStream<Path>> open = new ArrayDeque<>();
  private final Deque<Iterator<Path>> levels = new ArrayDeque<>();
  private Found next;

  /**
   * What stands there.
   *
   * @param relative its path below the root, with {@code /}
   * @param sizeBytes its length, that of a link itself; 0 when unknown
   */
  record Found(String relative, long sizeBytes) {}

  /**
   * A walk.
   *
   * @param directory where to begin; may be a link
   * @param problems takes each directory that can't be read; the walk goes on with the others
   */
  TreeWalk(Path directory, Consumer<SaddlebagException> problems) {
    this.problems = problems;
    this.root = real(directory);
    enter(root);
  }

  @Override
  public boolean hasNext() {
    while (next == null && !levels.isEmpty()) {
      advance();
    }
    return next != null;
  }

  @Override
  public Found next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Found found = next;
    next = null;
    return found;
  }

  @Override
  public void close() {
    while (!levels.isEmpty()) {
      leave();
    }
  }

  /** Without links and dots, so that all names below it begin in the same way. */
  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      return directory;
    }
  }

  private void advance() {
    Path entry;
    try {
      entry = levels.peek().hasNext() ? levels.peek().next() : null;
    } catch (DirectoryIteratorException e) {
      report(root, e.getCause());
      entry = null;
    }
    if (entry == null) {
      leave();
    } else {
      look(entry);
    }
  }

  /** What vanishes meanwhile is nobody's file any more; its turn would say so. */
  private void look(Path entry) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isDirectory()) {
        next = new Found(slashed(root.relativize(entry)), found.isRegularFile() ? found.size() : 0);
      } else if (!entry.endsWith(StagingArea.FOLDER)) {
        enter(entry);
      }
    } catch (IOException e) {
      next = new Found(slashed(root.relativize(entry)), 0);
    }
  }

  @SuppressWarnings("StreamResourceLeak") // closed when the walk leaves the directory
  private void enter(Path directory) {
    try {
      DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
      open.push(stream);
      levels.push(stream.iterator());
    } catch (IOException e) {
      report(directory, e);
    }
  }

  private void leave() {
    levels.pop();
    try {
      open.pop().close();
    } catch (IOException e) {
      report(root, e);
    }
  }

  private void report(Path directory, IOException e) {
    problems.accept(
        new FileUnavailable(
            CliError.DIRECTORY_UNREADABLE, "%s can't be listed: %s".formatted(directory, e), e));
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
