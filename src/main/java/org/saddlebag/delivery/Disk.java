package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.saddlebag.errors.FileUnavailable;

/** Acts on folders that are on the disk when they return, and words for what fails. */
public final class Disk {

  /**
   * Below this a failed write is taken for a full disk, in whatever language the system says so.
   */
  private static final long FULL_BYTES = 64 * 1024;

  private Disk() {}

  /** A new name is only durable when its directory was synced. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Renames over what is there, durably.
   *
   * @param from the new content
   * @param to in the same folder
   * @throws IOException if it can't be done
   */
  public static void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(to.getParent());
  }

  /**
   * Makes missing directories, each durable; a link to a directory is one.
   *
   * @param directory made with all above it
   * @throws IOException if one can't be made
   */
  public static void createDirectories(Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = directory.toAbsolutePath(); at != null && Files.notExists(at); ) {
      missing.push(at);
      at = at.getParent();
    }
    for (Path each : missing) {
      createDirectory(each);
    }
    if (!Files.isDirectory(directory)) {
      throw new FileAlreadyExistsException(directory.toString(), null, "is not a directory");
    }
  }

  /** Makes one directory, durably; somebody else may have been faster. */
  static void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      syncDirectory(directory.getParent());
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  /**
   * The failure of work on a file.
   *
   * @param code what it is unless the disk is full
   * @param doing what was tried, with the path
   */
  static FileUnavailable failure(DeliveryError code, String doing, Path path, IOException e) {
    DeliveryError kind = isFull(path, e) ? DeliveryError.DISK_FULL : code;
    return new FileUnavailable(kind, "could not " + doing + " " + path + ": " + reason(e), e);
  }

  /**
   * Why, in a few words and without the path.
   *
   * @param e what was thrown
   * @return no sentence
   */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException fs && fs.getReason() != null) {
      return fs.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /**
   * Whether work on a file failed because the disk is full.
   *
   * @param path the file
   * @param e what was thrown
   * @return false where that can't be told
   */
  public static boolean isFull(Path path, IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space left") || text.contains("quota exceeded")) {
      return true;
    }
    if (e instanceof FileSystemException) {
      return false;
    }
    try {
      Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
      return Files.getFileStore(folder).getUsableSpace() < FULL_BYTES;
    } catch (IOException | SecurityException unknown) {
      return false;
    }
  }
}
