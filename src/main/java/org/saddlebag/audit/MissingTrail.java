package org.saddlebag.audit;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.saddlebag.delivery.ReceiptFiles;

/**
 * Finds that a trail is gone altogether, which no chain can show: every delivery is noted before
 * its receipt is written.
 */
public final class MissingTrail {

  private final Path state;
  private final Path trail;

  /**
   * A search.
   *
   * @param state the state folder, with the receipts
   * @param trail the folder of the audit trail; has no line
   */
  public MissingTrail(Path state, Path trail) {
    this.state = state;
    this.trail = trail;
  }

  /**
   * Compares with the receipts.
   *
   * @param findings is told where there are receipts
   * @throws org.saddlebag.errors.FileUnavailable if the receipts can't be read
   */
  public void find(Consumer<Finding> findings) {
    AtomicLong receipts = new AtomicLong();
    new ReceiptFiles().forEach(state, receipt -> receipts.incrementAndGet());
    if (receipts.get() > 0) {
      findings.accept(
          new Finding(
              Finding.Kind.CUT,
              trail.toString(),
              0,
              "has no line, but receipts tell of %d deliveries".formatted(receipts.get())));
    }
  }
}
