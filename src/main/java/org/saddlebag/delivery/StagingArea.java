package org.saddlebag.delivery;

import java.nio.file.Path;

/**
 * Where plaintext waits until it is verified: {@code TARGET/.saddlebag/} (mode 0700), on the file
 * system of the target, so that publishing is one link or rename. Each open area has a folder of
 * its own in there, held by a lock; opening one sweeps away the folders of dead processes, and only
 * those.
 */
public final class StagingArea implements AutoCloseable {

  /** The folder's name in the target directory. */
  public static final String FOLDER = ".saddlebag";

  /**
   * Opens a staging area and sweeps what dead processes left. Open the {@link FilePublisher}'s
   * journal first.
   *
   * @param targetDirectory the target directory, made where it is missing
   * @return the area
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public static StagingArea of(Path targetDirectory) {
    return Unbuilt.yet();
  }

  /**
   * The target directory.
   *
   * @return absolute
   */
  public Path targetDirectory() {
    return Unbuilt.yet();
  }

  /**
   * Makes an empty staged file.
   *
   * @return the file, to be closed in every case
   * @throws org.saddlebag.errors.FileUnavailable if it can't be made
   */
  public StagedFile create() {
    return Unbuilt.yet();
  }

  /** Removes the area's folder with whatever is still in it. */
  @Override
  public void close() {
    Unbuilt.yet();
  }
}
