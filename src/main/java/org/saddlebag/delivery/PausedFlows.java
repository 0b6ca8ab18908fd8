package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flows that an operator has paused: {@code STATE/paused/FLOW}, which holds since when. Lasts
 * until the operator resumes the flow, across restarts. May be written beside a running process,
 * which looks every second.
 */
public final class PausedFlows {

  private static final String FOLDER = "paused";

  private final Path folder;

  /**
   * The paused flows of a node.
   *
   * @param stateDirectory the state folder
   */
  public PausedFlows(Path stateDirectory) {
    this.folder = stateDirectory.resolve(FOLDER);
  }

  /**
   * Pauses a flow; durable when this returns.
   *
   * @param flow the flow's name
   * @param now the time
   * @return false if it was paused before
   * @throws org.saddlebag.errors.FileUnavailable if the folder can't be written
   */
  public boolean pause(String flow, Instant now) {
    Path mark = folder.resolve(flow);
    try {
      if (Files.exists(mark)) {
        return false;
      }
      Disk.createDirectories(folder);
      Path unfinished = Files.createTempFile(folder, ".", ".new");
      Files.writeString(unfinished, now + "\n");
      Disk.replace(unfinished, mark);
      return true;
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "write", mark, e);
    }
  }

  /**
   * Resumes a flow; durable when this returns.
   *
   * @param flow the flow's name
   * @return false if it was not paused
   * @throws org.saddlebag.errors.FileUnavailable if the folder can't be written
   */
  public boolean resume(String flow) {
    Path mark = folder.resolve(flow);
    try {
      boolean was = Files.deleteIfExists(mark);
      if (was) {
        Disk.syncDirectory(folder);
      }
      return was;
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "remove", mark, e);
    }
  }

  /**
   * The paused flows.
   *
   * @return their names, those of flows that are gone included
   * @throws org.saddlebag.errors.FileUnavailable if the folder can't be read
   */
  public Set<String> all() {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(folder, "[!.]*")) {
      marks.forEach(mark -> names.add(mark.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return names;
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "list", folder, e);
    }
    return names;
  }
}
