package org.saddlebag.camel;

import java.time.Duration;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.errors.OneLine;

/** A receipt as one line for people. */
final class ReceiptLine {

  private ReceiptLine() {}

  private static String seal(Receipt.Seal seal) {
    return seal == null
        ? "not sealed"
        : seal.masterKey() == null
            ? seal.format() + " by an earlier attempt"
            : "%s under %s %s".formatted(seal.format(), seal.masterKey(), seal.masterKeyVersion());
  }

  /**
   * The line.
   *
   * @param receipt a finished one
   * @return without control characters, which the name of a source may have
   */
  static String of(Receipt receipt) {
    return "delivered %s (%d B) to s3://%s/%s, %s, sse %s, proof %s, %d ms"
        .formatted(
            OneLine.of(receipt.source().name()),
            receipt.source().sizeBytes(),
            receipt.object().bucket(),
            receipt.object().key(),
            seal(receipt.envelope()),
            receipt.sse() == null ? "not told" : receipt.sse().kind(),
            receipt.evidence().proof(),
            Duration.between(receipt.started(), receipt.finished()).toMillis());
  }
}
