package org.saddlebag.camel.watch;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Walks through a directory as it is listed, so that no list of it is ever in memory. Hidden files
 * and directories are passed by; linked directories are not entered, as they may lead in a circle.
 */
final class DirectoryWalk implements FileVisitor<Path> {

  /** What is done with what is found; names are relative, with {@code /}. */
  interface Finds {
    /** Whether a directory is entered. */
    boolean enter(String name);

    /** A directory or file can't be read, or has gone in this instant. */
    void unreadable(String name, IOException why);

    /**
     * Anything but a directory.
     *
     * @param attributes of the entry itself, be it a link
     * @return false to end the walk
     */
    boolean file(String name, BasicFileAttributes attributes) throws InterruptedException;
  }

  private final Path start;
  private final int prefix;
  private final Finds finds;
  private InterruptedException interruption;

  private DirectoryWalk(Path start, Finds finds) {
    String path = start.toString();
    this.start = start;
    this.prefix = path.endsWith(File.separator) ? path.length() : path.length() + 1;
    this.finds = finds;
  }

  /**
   * Walks.
   *
   * @param root the directory, or a link to it
   * @param recursive whether directories in it are entered
   * @throws IOException if the directory itself can't be listed
   */
  static void through(Path root, boolean recursive, Finds finds)
      throws IOException, InterruptedException {
    DirectoryWalk walk = new DirectoryWalk(root.toRealPath(), finds);
    Files.walkFileTree(walk.start, Set.of(), recursive ? Integer.MAX_VALUE : 1, walk);
    if (walk.interruption != null) {
      throw walk.interruption;
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    boolean entered =
        directory.equals(start) || (!isHidden(directory) && finds.enter(name(directory)));
    return entered ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (isHidden(file) || isDirectory(file, attributes)) {
      return FileVisitResult.CONTINUE;
    }
    try {
      boolean on = finds.file(name(file), attributes);
      return on ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    } catch (InterruptedException e) {
      interruption = e;
      return FileVisitResult.TERMINATE;
    }
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
    return failed(file, why);
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException whyOrNull)
      throws IOException {
    return whyOrNull == null ? FileVisitResult.CONTINUE : failed(directory, whyOrNull);
  }

  private FileVisitResult failed(Path path, IOException why) throws IOException {
    if (path.equals(start)) {
      throw why;
    }
    finds.unreadable(name(path), why);
    return FileVisitResult.CONTINUE;
  }

  /** A link to a directory is none to a file. */
  private static boolean isDirectory(Path path, BasicFileAttributes attributes) {
    return attributes.isDirectory() || (attributes.isSymbolicLink() && Files.isDirectory(path));
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private String name(Path path) {
    return path.toString().substring(prefix).replace(File.separatorChar, '/');
  }
}
