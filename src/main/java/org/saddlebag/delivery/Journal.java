package org.saddlebag.delivery;

import java.nio.file.Path;
import org.saddlebag.s3.ObjectStore;

/**
 * What this node has begun and not yet brought to its end: {@code STATE/journal.jsonl}. One process
 * per state folder. Safe for use by several threads, which share their syncs.
 */
public final class Journal implements AutoCloseable {

  /**
   * Opens the journal, reads what the last process left behind and writes it anew without what has
   * ended.
   *
   * @param stateDirectory the state folder, made where it is missing
   * @param node this node's name, for receipts and messages
   * @return the journal, which holds the folder until it is closed
   * @throws org.saddlebag.errors.Refused {@code STATE_IN_USE} if another process holds the folder
   * @throws org.saddlebag.errors.FileUnavailable if the folder can't be read or written
   */
  public static Journal open(Path stateDirectory, String node) {
    return Unbuilt.yet();
  }

  /**
   * A journal for one-off commands: knows this process's work and writes nothing.
   *
   * @param node this node's name, for receipts
   * @return a journal without a file
   */
  public static Journal none(String node) {
    return Unbuilt.yet();
  }

  /**
   * Aborts the uploads that a killed process left in the store. To be called once after opening,
   * before the first delivery. An upload that can't be aborted is logged and tried again at the
   * next start.
   *
   * @param store the store
   * @return how many uploads were aborted
   */
  public int recover(ObjectStore store) {
    return Unbuilt.<Integer>yet();
  }

  /**
   * Notes that a delivered source has been let go (a file by {@link SourceRelease}, a message by
   * its acknowledgement), so that the delivery needs no more remembering.
   *
   * @param deliveryId the receipt's delivery id
   */
  public void released(String deliveryId) {
    Unbuilt.yet();
  }

  @Override
  public void close() {
    Unbuilt.yet();
  }
}
