package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/**
 * Files below a directory that messages name in the place of their content. Nothing outside can be
 * named, whoever sends the message. Safe for use by several threads and processes.
 *
 * <p>A delivered file is deleted as {@link SourceRelease} does it: taken by a rename, looked at,
 * and put back where it is not the one that was delivered. Where it is for so long says by itself
 * what it must be, so that {@link #recover} needs no memory.
 */
public final class ReferencedFiles {

  /** The longest path on the usual systems (PATH_MAX, with its end). */
  private static final int MAX_PATH_BYTES = 4095;

  private static final int SHOWN_CHARACTERS = 300;

  private static final String TAKEN = StagingArea.FOLDER + "-named";

  private final Path root;
  private final Path taken;
  private final SafeMove moves = new SafeMove();

  /** What the directory was when it was seen first. */
  private final AtomicReference<Object> known = new AtomicReference<>();

  /**
   * The files of a directory.
   *
   * @param root the directory
   */
  public ReferencedFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.taken = this.root.resolve(TAKEN);
  }

  /**
   * A file that a message names.
   *
   * @param name its path below the directory, with {@code /}
   * @return the file, be it there or not
   * @throws Refused {@code BAD_SOURCE_NAME}, {@code LINK_REFUSED} or {@code NOT_A_FILE} if the name
   *     leads out of the directory, through a link or otherwise, is ours, or is that of something
   *     else than a file
   */
  public ReferencedFile find(String name) {
    String flaw = flaw(name);
    if (flaw != null) {
      throw new Refused(
          DeliveryError.BAD_SOURCE_NAME,
          "the name '%s' that the message gives %s"
              .formatted(
                  OneLine.of(name.substring(0, Math.min(name.length(), SHOWN_CHARACTERS))), flaw));
    }
    return new ReferencedFile(this, name);
  }

  /**
   * Looks at a file.
   *
   * @param name as {@link #find} has found it good
   * @return the file as it is now
   * @throws FileUnavailable {@code SOURCE_VANISHED} if it is not there, {@code SOURCE_UNREADABLE}
   *     if the directory is away or the file can't be read
   * @throws Refused {@code LINK_REFUSED} or {@code NOT_A_FILE}
   */
  SourceFile look(String name) {
    requireRoot();
    requireFolders(name);
    return SourceFile.open(root, name);
  }

  /** Where a drive is not mounted, there is an empty directory in its place. */
  private void requireRoot() {
    if (!Files.isDirectory(root)) {
      throw new FileUnavailable(
          DeliveryError.SOURCE_UNREADABLE, root + " is not there, or no directory");
    }
    Object now = inode();
    if (known.compareAndSet(null, now) || now.equals(known.get())) {
      return;
    }
    throw new FileUnavailable(
        DeliveryError.SOURCE_UNREADABLE,
        root + " is another directory than at the start; perhaps a drive is not mounted");
  }

  /** A drive that is mounted again may have another number, its root has the same. */
  private Object inode() {
    try {
      return Files.getAttribute(root, "unix:ino");
    } catch (UnsupportedOperationException e) {
      return root;
    } catch (IOException e) {
      throw SourceFile.failure(root, e);
    }
  }

  /** A file is no folder for others, and will not be one at a later attempt. */
  private void requireFolders(String name) {
    Path path = RelativeNames.source(root, name).getParent();
    while (!path.equals(root)) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path)) {
        throw new Refused(DeliveryError.NOT_A_FILE, path + " is no directory");
      }
      path = path.getParent();
    }
  }

  private String flaw(String name) {
    String flaw = RelativeNames.flaw(name);
    if (flaw != null) {
      return flaw;
    }
    if (Stream.of(name.split("/")).anyMatch(part -> part.startsWith(StagingArea.FOLDER))) {
      return "is kept for us";
    }
    int pathBytes =
        RelativeNames.source(root, name).toString().getBytes(StandardCharsets.UTF_8).length;
    return pathBytes > MAX_PATH_BYTES ? "is too long for a path" : RelativeNames.tooLong(name);
  }

  /**
   * Deletes a delivered file. One that took its place meanwhile stays.
   *
   * @param file as it was delivered
   * @throws FileUnavailable if it can't be deleted
   */
  public void delete(SourceFile file) {
    String name = file.description().name();
    Path place = taken.resolve(key(file.entry())).resolve(name);
    try {
      Disk.createDirectories(place.getParent());
      Files.move(file.path(), place, StandardCopyOption.ATOMIC_MOVE);
      finish(place);
    } catch (NoSuchFileException e) {
      removeEmpty(place.getParent());
    } catch (IOException e) {
      throw failure(file.path(), e);
    }
  }

  /**
   * Finishes what a killed process left between a file's place and its end.
   *
   * @throws FileUnavailable if it can't be finished
   */
  public void recover() {
    if (Files.notExists(taken)) {
      return;
    }
    try (Stream<Path> left = Files.walk(taken)) {
      List<Path> files = left.filter(each -> !Files.isDirectory(each)).toList();
      for (Path each : files) {
        finish(each);
      }
    } catch (IOException e) {
      throw failure(taken, e);
    }
  }

  private void finish(Path place) throws IOException {
    Path inside = taken.relativize(place);
    try {
      if (key(FileStamp.ofLink(place)).equals(inside.getName(0).toString())) {
        Files.delete(place);
      } else {
        String name = RelativeNames.of(taken, place);
        moves.move(place, root, name.substring(name.indexOf('/') + 1));
      }
    } catch (NoSuchFileException e) {
      // Another process has finished it.
    }
    removeEmpty(place.getParent());
  }

  /** What the rename does not change. */
  private static String key(FileStamp stamp) {
    return String.join(
        "@", String.valueOf(stamp.file()), "" + stamp.sizeBytes(), "" + stamp.modified());
  }

  private void removeEmpty(Path folder) {
    try {
      for (Path each = folder; each.startsWith(taken); each = each.getParent()) {
        Files.delete(each);
      }
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // Others are at work.
    } catch (IOException e) {
      // An empty folder harms nobody.
    }
  }

  private static FileUnavailable failure(Path path, IOException e) {
    return Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "delete", path, e);
  }
}
