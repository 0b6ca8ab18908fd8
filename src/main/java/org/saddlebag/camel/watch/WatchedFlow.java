package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.FailedFolder;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.delivery.SourceRelease;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to the files of one flow before and after their delivery. Safe for use by several
 * threads.
 */
final class WatchedFlow {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final String name;
  private final DoneFile doneFile;
  private final SourceRelease release;
  private final FailedFolder failedFolder;
  private final FlowLedger ledger;

  /** Delivered, and still in their places because the done folder could not take them. */
  private final Map<Path, Unreleased> unreleased = new ConcurrentHashMap<>();

  private record Unreleased(SourceFile source, Receipt receipt) {}

  WatchedFlow(
      String name,
      DoneFile doneFileOrNull,
      SourceRelease release,
      FailedFolder failedFolder,
      FlowLedger ledger) {
    this.name = name;
    this.doneFile = doneFileOrNull;
    this.release = release;
    this.failedFolder = failedFolder;
    this.ledger = ledger;
  }

  /**
   * Whether a file is to be delivered now: it is still there, and not waiting for its release.
   *
   * @return false when there is nothing to deliver
   */
  boolean begin(Exchange exchange, FoundFile file) {
    Path path = file.path();
    Unreleased waiting = unreleased.get(path);
    if (waiting != null) {
      release(path, waiting);
      return false;
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Slots.FLOW.put(exchange, name);
    exchange.getIn().setBody(file);
    ledger.begins(name);
    return true;
  }

  /** Releases what has a receipt; whatever else ended without a failure stays in its place. */
  void completed(Exchange exchange, FoundFile file) {
    SourceFile source = Slots.SOURCE_FILE.in(exchange).orElse(null);
    Receipt receipt = Slots.RECEIPT.in(exchange).orElse(null);
    if (source == null || receipt == null) {
      ledger.leftAlone(name, file.relative());
      return;
    }
    release(file.path(), new Unreleased(source, receipt));
    ledger.delivered(name, ReceiptLine.of(receipt));
  }

  /** Parks what has failed for good. */
  void failed(Exchange exchange, FoundFile file) {
    if (Failures.interrupted(exchange)) {
      ledger.leftAlone(name, file.relative());
      return;
    }
    SaddlebagException why = Failures.ours(exchange.getException());
    int attempts = Slots.FAILED_ATTEMPTS.in(exchange).orElse(1);
    try {
      failedFolder.park(file.relative(), why, attempts);
      removeDoneFile(file.path());
    } catch (SaddlebagException e) {
      LOG.error("{}: {} stays in its place: {}", name, file.relative(), e.getMessage());
    } finally {
      ledger.failed(name, file.relative(), attempts, why);
    }
  }

  private void release(Path path, Unreleased delivered) {
    try {
      release.release(delivered.source(), delivered.receipt());
      unreleased.remove(path);
      removeDoneFile(path);
    } catch (SaddlebagException e) {
      unreleased.put(path, delivered);
      LOG.error("{}: {} is delivered and stays for now: {}", name, path, e.getMessage());
    }
  }

  private void removeDoneFile(Path path) {
    if (doneFile == null) {
      return;
    }
    try {
      Files.deleteIfExists(doneFile.beside(path));
    } catch (IOException e) {
      LOG.warn("{}: can't delete {}: {}", name, doneFile.beside(path), e.toString());
    }
  }
}
