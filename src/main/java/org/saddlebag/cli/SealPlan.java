package org.saddlebag.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;

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

  private final S3Address target;
  private final boolean recursive;
  private final List<SealItem> items = new ArrayList<>();

  private SealPlan(S3Address target, boolean recursive) {
    this.target = target;
    this.recursive = recursive;
  }

  /**
   * Makes the plan; nothing is read but names.
   *
   * @return in the order of the paths, and of the names within directories
   * @throws Refused if a path does not exist, is a directory without {@code --recursive}, or meets
   *     another under one object key
   * @throws FileUnavailable if a directory can't be listed
   */
  static List<SealItem> of(List<Path> paths, S3Address target, boolean recursive) {
    SealPlan plan = new SealPlan(target, recursive);
    boolean single = paths.size() == 1 && !Files.isDirectory(paths.get(0));
    if (!target.isPrefix() && !single) {
      throw new Refused(
          CliError.BAD_ADDRESS, target + " names one object, must end with / for several files");
    }
    paths.forEach(plan::add);
    plan.requireDifferentKeys();
    return plan.items;
  }

  private void add(Path path) {
    if (!Files.exists(path)) {
      throw new Refused(CliError.NO_SUCH_FILE, path + " does not exist");
    }
    if (Files.isDirectory(path)) {
      addDirectory(path);
    } else {
      Path absolute = path.toAbsolutePath();
      String name = absolute.getFileName().toString();
      String key = target.isPrefix() ? target.key() + name : target.key();
      items.add(new SealItem(absolute.getParent(), name, LinkPolicy.FOLLOW, key));
    }
  }

  private void addDirectory(Path directory) {
    if (!recursive) {
      throw new Refused(CliError.DIRECTORY, directory + " is a directory");
    }
    Path root = directory.toAbsolutePath().normalize();
    Path name = directory.getFileName();
    boolean contentOnly = name == null || List.of("", ".", "..").contains(name.toString());
    String prefix = target.key() + (contentOnly ? "" : name + "/");
    for (Path file : files(directory)) {
      String relative = slashed(directory.relativize(file));
      items.add(new SealItem(root, relative, LinkPolicy.INSIDE, prefix + relative));
    }
  }

  private static List<Path> files(Path directory) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(directory.toRealPath(), new Collector(files));
      Path real = directory.toRealPath();
      return files.stream()
          .map(file -> directory.resolve(real.relativize(file)))
          .sorted(Comparator.comparing(SealPlan::slashed))
          .toList();
    } catch (IOException e) {
      throw new FileUnavailable(
          CliError.DIRECTORY_UNREADABLE, "%s can't be listed: %s".formatted(directory, e), e);
    }
  }

  private void requireDifferentKeys() {
    Map<String, SealItem> taken = new HashMap<>();
    for (SealItem item : items) {
      SealItem other = taken.put(item.objectKey(), item);
      if (other != null) {
        throw new Refused(
            CliError.SAME_KEY,
            "%s and %s would both become %s"
                .formatted(other.path(), item.path(), item.objectKey()));
      }
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** Everything but directories; plaintext that waits in a staging area is nobody's file. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean staging = directory.endsWith(StagingArea.FOLDER);
      return staging ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
