package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.saddlebag.errors.FileUnavailable;

/**
 * Where plaintext waits until it is verified: {@code TARGET/.saddlebag/} (mode 0700), on the file
 * system of the target, so that publishing is one link or rename. Each open area has a folder of
 * its own in there, held by a lock; opening one sweeps away the folders of dead processes, and only
 * those.
 */
public final class StagingArea implements AutoCloseable {

  /** The folder's name in the target directory. */
  public static final String FOLDER = ".saddlebag";

  private static final String SWEEP_LOCK = "sweep.lock";

  /** Nothing else in the folder is ever swept. */
  private static final Pattern AREA = Pattern.compile("[0-9a-f-]{36}_[0-9a-f-]{36}");

  private final Path targetDirectory;
  private final Path folder;
  private final FolderLock lock;
  private final AtomicLong number = new AtomicLong();

  private StagingArea(Path targetDirectory, Path folder, FolderLock lock) {
    this.targetDirectory = targetDirectory;
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a staging area and sweeps what dead processes left.
   *
   * @param targetDirectory the target directory, made where it is missing
   * @return the area
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public static StagingArea of(Path targetDirectory) {
    return of(targetDirectory, FolderLock.PROCESS);
  }

  /** The process's name tells the areas of the living from each other within one process. */
  static StagingArea of(Path targetDirectory, String process) {
    Path target = targetDirectory.toAbsolutePath().normalize();
    Path staging = target.resolve(FOLDER);
    try {
      Disk.createDirectories(target);
      makePrivate(staging);
      // One after the other, lest a folder be swept before its owner has locked it.
      return Turn.take(staging.resolve(SWEEP_LOCK), () -> enter(target, staging, process));
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "stage files in", staging, e);
    }
  }

  /**
   * The target directory.
   *
   * @return absolute
   */
  public Path targetDirectory() {
    return targetDirectory;
  }

  /**
   * Makes an empty staged file.
   *
   * @return the file, to be closed in every case
   * @throws org.saddlebag.errors.FileUnavailable if it can't be made
   */
  public StagedFile create() {
    Path file = folder.resolve(String.valueOf(number.incrementAndGet()));
    try {
      return StagedFile.create(file);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Removes the area's folder with whatever is still in it. */
  @Override
  public void close() {
    try (lock) {
      sweep(folder);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Lets the area go as death does. */
  void abandon() throws IOException {
    lock.close();
  }

  private static FileUnavailable failure(Path path, IOException e) {
    return Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "write", path, e);
  }

  private static StagingArea enter(Path target, Path staging, String process) throws IOException {
    sweepDead(staging, process);
    Path folder = Files.createDirectory(staging.resolve(process + "_" + UUID.randomUUID()));
    FolderLock lock =
        FolderLock.take(folder)
            .orElseThrow(() -> new IOException("a new folder is locked already"));
    return new StagingArea(target, folder, lock);
  }

  private static void sweepDead(Path staging, String process) throws IOException {
    try (DirectoryStream<Path> areas = Files.newDirectoryStream(staging, Files::isDirectory)) {
      for (Path area : areas) {
        String name = area.getFileName().toString();
        if (AREA.matcher(name).matches() && !name.startsWith(process)) {
          sweepIfDead(area);
        }
      }
    }
  }

  private static void sweepIfDead(Path area) throws IOException {
    FolderLock dead = FolderLock.take(area).orElse(null);
    if (dead != null) {
      try (dead) {
        sweep(area);
      }
    }
  }

  /** Staged files lie side by side; the lock's own files go last. */
  private static void sweep(Path area) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(area)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(area);
  }

  /** A link in this place could lead plaintext anywhere. */
  private static void makePrivate(Path staging) throws IOException {
    if (Files.isSymbolicLink(staging)) {
      throw new IOException("it is a link");
    }
    Disk.createDirectory(staging);
    if (Files.getFileStore(staging).supportsFileAttributeView("posix")
        && Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(staging, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
