package org.saddlebag.camel.watch;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.saddlebag.camel.FoundFile;

/**
 * Ends the delivery of one file.
 *
 * @param file the file
 * @param flow what becomes of it
 * @param ended to be run last
 */
record FileCompletion(FoundFile file, WatchedFlow flow, Runnable ended) implements Synchronization {

  @Override
  public void onComplete(Exchange exchange) {
    try {
      flow.completed(exchange, file);
    } finally {
      ended.run();
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    try {
      flow.failed(exchange, file);
    } finally {
      ended.run();
    }
  }
}
