package org.saddlebag.delivery;

import java.nio.file.Path;

/**
 * The receipts of a node: {@code STATE/receipts/YYYY-MM-DD.jsonl} by the UTC day of the finish, one
 * JSON object per line, only ever appended to. Several processes may append. Safe for use by
 * several threads, which share their syncs.
 */
public final class Receipts implements AutoCloseable {

  /**
   * Opens the folder of receipts and makes it where it is missing.
   *
   * @param stateDirectory the state folder
   * @return the receipts
   */
  public static Receipts open(Path stateDirectory) {
    return Unbuilt.yet();
  }

  /**
   * Appends a receipt; it is on the disk when this returns.
   *
   * @param receipt the receipt
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public void append(Receipt receipt) {
    Unbuilt.yet();
  }

  @Override
  public void close() {
    Unbuilt.yet();
  }
}
