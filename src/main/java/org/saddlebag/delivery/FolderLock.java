package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.saddlebag.errors.Refused;

/**
 * A folder that belongs to one process until it dies. The system drops the lock at any death, so
 * that a file that is locked has a living owner.
 *
 * <p>POSIX drops a process's lock when the process closes <i>any</i> handle of the file. Therefore
 * the owner's name stands in a second file, and a folder of our own is recognised by that alone.
 */
public final class FolderLock implements AutoCloseable {

  /** Who we are, among all processes there ever were. */
  static final String PROCESS = UUID.randomUUID().toString();

  private static final String LOCK = "lock";
  private static final String OWNER = "lock.owner";

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder.
   *
   * @param folder exists
   * @return empty where a living process (or this one) has it
   * @throws IOException if it can't be locked
   */
  public static Optional<FolderLock> take(Path folder) throws IOException {
    if (owner(folder).startsWith(PROCESS)) {
      return Optional.empty();
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        Files.writeString(
            folder.resolve(OWNER), PROCESS + " process " + ProcessHandle.current().pid() + "\n");
        return Optional.of(new FolderLock(folder, channel));
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /**
   * Takes a state folder, which is made where it is missing.
   *
   * @throws Refused {@code STATE_IN_USE} if another process has it
   */
  static FolderLock ofState(Path folder) throws IOException {
    Disk.createDirectories(folder);
    return take(folder)
        .orElseThrow(
            () ->
                new Refused(
                    DeliveryError.STATE_IN_USE,
                    "the state folder %s is in use by %s".formatted(folder, owner(folder))));
  }

  /** Who has or had the folder, for messages; empty where nobody ever did. */
  static String owner(Path folder) {
    try {
      return Files.readString(folder.resolve(OWNER)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(OWNER));
    channel.close();
  }
}
