package org.saddlebag.delivery;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.saddlebag.errors.SaddlebagException;

/**
 * Where the sources rest that could not be delivered, each beside {@code NAME.reason}, a text that
 * says what happened and how to mend it. Safe for use by several threads and processes.
 */
public final class FailedFolder {

  /** The folder in the watched directory where failed files go by default. */
  public static final String FOLDER = ".failed";

  /** The ending of the text beside a parked file. */
  public static final String REASON_SUFFIX = ".reason";

  /**
   * The failed folder of one flow.
   *
   * @param flow the flow's name, for the text
   * @param root the flow's directory
   * @param folder where failed files go, on the same file system
   * @param clock the time in the text
   */
  public FailedFolder(String flow, Path root, Path folder, Clock clock) {}

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
    return Unbuilt.yet();
  }

  /**
   * What is parked.
   *
   * @return paths relative to the failed folder, with {@code /}, without the reasons
   */
  public List<String> list() {
    return Unbuilt.yet();
  }

  /**
   * Puts every parked file back into the flow's directory, under its old name, or a numbered one if
   * that is taken by now.
   *
   * @return the files, in their new places
   */
  public List<Path> retryAll() {
    return Unbuilt.yet();
  }
}
