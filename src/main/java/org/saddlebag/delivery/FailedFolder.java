package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/**
 * Where the sources rest that could not be delivered, each beside {@code NAME.reason}, a text that
 * says what happened and how to mend it. Safe for use by several threads and processes.
 *
 * <p>The reason is written first, and writing it reserves the name; the file follows by one rename.
 * A process that dies in between leaves the file in its place, where it is tried again. Putting
 * back links before it unlinks, so that a new file of the same name is never replaced.
 */
public final class FailedFolder {

  /** The folder in the watched directory where failed files go by default. */
  public static final String FOLDER = ".failed";

  /** The ending of the text beside a parked file. */
  public static final String REASON_SUFFIX = ".reason";

  private static final String FILE = "file";
  private static final String RETRY_LOCK = ".retry.lock";

  private final String flow;
  private final Path root;
  private final Path folder;
  private final Clock clock;
  private final SafeMove moves = new SafeMove();

  /**
   * The failed folder of one flow.
   *
   * @param flow the flow's name, for the text
   * @param root the flow's directory
   * @param folder where failed files go, on the same file system
   * @param clock the time in the text
   * @throws Refused {@code BAD_FOLDER} if the folder is the directory itself or holds it
   */
  public FailedFolder(String flow, Path root, Path folder, Clock clock) {
    this.flow = flow;
    this.root = root;
    this.folder = FlowFolder.apart("failed", folder, root);
    this.clock = clock;
  }

  /**
   * Parks a file; durable when this returns.
   *
   * @param relative the file's path in the flow's directory, with {@code /}
   * @param why what happened; its code, what and fix are written down
   * @param attempts how often it was tried
   * @return where it rests now, or empty if it has vanished
   * @throws org.saddlebag.errors.FileUnavailable if it can't be moved
   */
  public Optional<Path> park(String relative, SaddlebagException why, int attempts) {
    Path source = RelativeNames.source(root, relative);
    try {
      if (Files.notExists(source, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      Reason reason = new Reason(Reason.line(FILE, relative), flow, why, attempts, clock.instant());
      Path parked = reserve(NumberedName.fitting(relative), reason);
      return move(source, parked) ? Optional.of(parked) : Optional.empty();
    } catch (IOException e) {
      throw failure(source, e);
    }
  }

  /**
   * What is parked.
   *
   * @return paths relative to the failed folder, with {@code /}, without the reasons
   * @throws org.saddlebag.errors.FileUnavailable if the folder can't be read
   */
  public List<String> list() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(this::isParked).map(file -> RelativeNames.of(folder, file)).toList();
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /**
   * Puts every parked file back into the flow's directory, under its old name, or a numbered one if
   * that is taken by now.
   *
   * @return the files, in their new places
   * @throws org.saddlebag.errors.FileUnavailable if one can't be moved
   */
  public List<Path> retryAll() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try {
      return Turn.take(
          folder.resolve(RETRY_LOCK),
          () -> {
            List<Path> back = new ArrayList<>();
            for (String name : list()) {
              back.add(putBack(folder.resolve(name)));
            }
            return back;
          });
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Creating the reason makes the name ours. */
  private Path reserve(String name, Reason reason) throws IOException {
    Disk.createDirectories(folder.resolve(name).getParent());
    while (true) {
      int number = NumberedName.firstFree(name, each -> isTaken(NumberedName.of(name, each)));
      Path parked = folder.resolve(NumberedName.of(name, number));
      try {
        reason.write(reasonOf(parked));
        return parked;
      } catch (FileAlreadyExistsException e) {
        // Another thread or process was faster: take the next number.
      }
    }
  }

  /** A rename takes what is there, even a newer file: parked is not lost. */
  private static boolean move(Path source, Path parked) throws IOException {
    try {
      Files.move(source, parked, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      Files.deleteIfExists(reasonOf(parked));
      return false;
    } catch (IOException e) {
      Files.deleteIfExists(reasonOf(parked));
      throw e;
    }
    Disk.syncDirectory(parked.getParent());
    Disk.syncDirectory(source.getParent());
    return true;
  }

  private Path putBack(Path parked) throws IOException {
    String name =
        Reason.read(reasonOf(parked), FILE)
            .filter(RelativeNames::isInside)
            .orElse(RelativeNames.of(folder, parked));
    Path place = moves.move(parked, root, name);
    Files.deleteIfExists(reasonOf(parked));
    Disk.syncDirectory(parked.getParent());
    return place;
  }

  private boolean isTaken(String name) {
    Path parked = folder.resolve(name);
    return Files.exists(parked, LinkOption.NOFOLLOW_LINKS) || Files.exists(reasonOf(parked));
  }

  /** A file that has a reason is parked whatever its name; one that is a reason is not. */
  private boolean isParked(Path file) {
    String name = file.getFileName().toString();
    boolean reason = name.endsWith(REASON_SUFFIX) && !Files.exists(reasonOf(file));
    return !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
        && !reason
        && !file.equals(folder.resolve(RETRY_LOCK));
  }

  private static Path reasonOf(Path parked) {
    return parked.resolveSibling(parked.getFileName() + REASON_SUFFIX);
  }

  private static FileUnavailable failure(Path path, IOException e) {
    return Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "move", path, e);
  }
}
