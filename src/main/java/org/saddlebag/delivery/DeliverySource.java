package org.saddlebag.delivery;

import java.io.InputStream;

/**
 * What is delivered. A file lies in its place until it is released; a message is known by its id
 * and may come again, to this node or to another, until its acknowledgement has arrived.
 */
public sealed interface DeliverySource permits SourceFile, SourceMessage {

  /**
   * What is noted of it in journal and receipts.
   *
   * @return the same for the same source
   */
  SourceDescription description();

  /**
   * Opens the content, anew at each attempt.
   *
   * @return exactly {@code description().sizeBytes()} bytes, to be closed by the caller
   */
  InputStream stream();
}
