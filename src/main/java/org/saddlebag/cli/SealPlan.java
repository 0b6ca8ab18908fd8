package org.saddlebag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/**
 * Which file goes to which object key. {@code a/b.txt} goes to {@code PREFIX/b.txt}; a directory
 * {@code a} goes to {@code PREFIX/a/...}, {@code a/.} to {@code PREFIX/...}, as {@code cp -r} does
 * it.
 *
 * <p>A link that is named is followed. Within a directory, links to files inside of it are read,
 * and all others fail by name when their turn comes: what a link shows is not always what one wants
 * to hand out, and must not be left out in silence either.
 */
final class SealPlan {

  private final List<SealRoot> roots;

  private SealPlan(List<SealRoot> roots) {
    this.roots = roots;
  }

  /**
   * Makes the plan; nothing is read but names, and of directories only the first ones.
   *
   * @throws Refused if a path does not exist, is a directory without {@code --recursive}, or meets
   *     another under one object key
   * @throws FileUnavailable if a directory can't be listed
   */
  static SealPlan of(List<Path> paths, S3Address target, boolean recursive) {
    boolean single = paths.size() == 1 && !Files.isDirectory(paths.get(0));
    if (!target.isPrefix() && !single) {
      throw new Refused(
          CliError.BAD_ADDRESS, target + " names one object, must end with / for several files");
    }
    List<SealRoot> roots = new ArrayList<>();
    for (Path path : paths) {
      requireUsable(path, recursive);
      SealRoot root = SealRoot.of(path, target);
      requireReadable(root);
      roots.forEach(other -> requireDifferentKeys(other, root));
      roots.add(root);
    }
    return new SealPlan(roots);
  }

  /** Whether it is about one file that was named. */
  boolean isSingle() {
    return roots.size() == 1 && !roots.get(0).directory();
  }

  /** What was asked for, in words that tell it from all else. */
  String identity() {
    StringBuilder text = new StringBuilder();
    for (SealRoot root : roots) {
      text.append(root.path().toAbsolutePath().normalize()).append('\0');
      text.append(root.key()).append('\0');
    }
    return text.toString();
  }

  /**
   * The files, found as they are asked for.
   *
   * @param problems takes each directory that can't be read
   * @return in the order of the paths
   */
  Iterator<SealItem> items(Consumer<SaddlebagException> problems) {
    return new RootByRoot(roots.iterator(), problems);
  }

  private static void requireUsable(Path path, boolean recursive) {
    if (!Files.exists(path)) {
      throw new Refused(CliError.NO_SUCH_FILE, path + " does not exist");
    }
    if (!recursive && Files.isDirectory(path)) {
      throw new Refused(CliError.DIRECTORY, path + " is a directory");
    }
  }

  private static void requireReadable(SealRoot root) {
    try {
      root.requireReadable();
    } catch (IOException e) {
      throw new FileUnavailable(
          CliError.DIRECTORY_UNREADABLE, "%s can't be listed: %s".formatted(root.path(), e), e);
    }
  }

  /**
   * Within one directory no two files have one name. Where two paths may meet, the names of the one
   * are looked up in the other, which takes time but no memory.
   */
  private static void requireDifferentKeys(SealRoot one, SealRoot other) {
    if (!one.mayMeet(other)) {
      return;
    }
    Iterator<SealItem> items = other.items(problem -> {});
    while (items.hasNext()) {
      SealItem item = items.next();
      Path same = one.at(item.objectKey());
      if (same != null) {
        throw new Refused(
            CliError.SAME_KEY,
            "%s and %s would both become %s"
                .formatted(same.normalize(), item.path(), item.objectKey()));
      }
    }
  }

  /** The files of one root after the other. */
  private static final class RootByRoot implements Iterator<SealItem> {
    private final Iterator<SealRoot> roots;
    private final Consumer<SaddlebagException> problems;
    private Iterator<SealItem> items = List.<SealItem>of().iterator();

    RootByRoot(Iterator<SealRoot> roots, Consumer<SaddlebagException> problems) {
      this.roots = roots;
      this.problems = problems;
    }

    @Override
    public boolean hasNext() {
      while (!items.hasNext() && roots.hasNext()) {
        items = roots.next().items(problems);
      }
      return items.hasNext();
    }

    @Override
    public SealItem next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return items.next();
    }
  }
}
