package org.saddlebag.camel;

import java.time.Duration;
import org.saddlebag.delivery.Receipt;

/** A receipt as one line for people. */
public final class ReceiptLine {

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
  public static String of(Receipt receipt) {
    return "delivered %s (%d B) to s3://%s/%s, %s, sse %s, proof %s, %d ms"
        .formatted(
            printable(receipt.source().name()),
            receipt.source().sizeBytes(),
            receipt.object().bucket(),
            receipt.object().key(),
            seal(receipt.envelope()),
            receipt.sse() == null ? "not told" : receipt.sse().kind(),
            receipt.evidence().proof(),
            Duration.between(receipt.started(), receipt.finished()).toMillis());
  }

  /**
   * A stranger's text as one line of a log can show it.
   *
   * @param text the text
   * @return with question marks for control characters and lone surrogates
   */
  public static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{D800}-\\x{DFFF}]", "?");
  }
}
