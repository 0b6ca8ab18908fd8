package org.saddlebag.delivery;

import java.nio.file.Path;
import java.time.Duration;

/** What becomes of a source file once S3's copy of it is proven. */
public sealed interface AfterDelivery {

  /** The folder in the watched directory where done files go by default. */
  String DONE_FOLDER = ".done";

  /**
   * It goes to a folder.
   *
   * @param folder the folder; sub-directories are kept
   * @param retention how long it stays there, counted from the move; null for ever
   */
  record MoveTo(Path folder, Duration retention) implements AfterDelivery {}

  /** It is deleted. */
  record Delete() implements AfterDelivery {}

  /**
   * It stays; the flow remembers it.
   *
   * @param memory of the flow, as for objects
   */
  record Keep(DeliveredObjects memory) implements AfterDelivery {}
}
