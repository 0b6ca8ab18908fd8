package org.saddlebag.camel.watch;

import java.time.Duration;
import org.saddlebag.delivery.Receipt;

/** A receipt as one line for people. */
final class ReceiptLine {

  private ReceiptLine() {}

  private static String seal(Receipt.Seal seal) {
    return seal == null
        ? "not sealed"
        : "%s under %s %s".formatted(seal.format(), seal.masterKey(), seal.masterKeyVersion());
  }

  static String of(Receipt receipt) {
    return "delivered %s (%d B) to s3://%s/%s, %s, sse %s, proof %s, %d ms"
        .formatted(
            receipt.source().name(),
            receipt.source().sizeBytes(),
            receipt.object().bucket(),
            receipt.object().key(),
            seal(receipt.envelope()),
            receipt.sse() == null ? "not told" : receipt.sse().kind(),
            receipt.evidence().proof(),
            Duration.between(receipt.started(), receipt.finished()).toMillis());
  }
}
