package org.saddlebag.delivery;

import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;

/** Server-side encryption in the words of the store's answers. */
final class SseWords {

  private SseWords() {}

  /** What a store that echoes will say, or null where nothing was asked. */
  static Receipt.StoreEncryption asked(ServerSideEncryption sse) {
    if (sse instanceof ServerSideEncryption.SseS3) {
      return new Receipt.StoreEncryption("AES256", null);
    }
    if (sse instanceof ServerSideEncryption.SseKms kms) {
      return new Receipt.StoreEncryption("aws:kms", kms.keyId());
    }
    if (sse instanceof ServerSideEncryption.DsseKms kms) {
      return new Receipt.StoreEncryption("aws:kms:dsse", kms.keyId());
    }
    return sse instanceof ServerSideEncryption.SseC c
        ? new Receipt.StoreEncryption("SSE-C", c.key().name())
        : null;
  }

  /** What the store said; where it is silent, what was asked is not written down as said. */
  static Receipt.StoreEncryption said(String kind, String keyId) {
    return kind == null ? null : new Receipt.StoreEncryption(kind, keyId);
  }

  /** Whether an answer contradicts; silence does not, as some stores never say. */
  static boolean contradicts(Receipt.StoreEncryption asked, String said) {
    return asked != null && said != null && !asked.kind().equals(said);
  }

  static CustomerKey customerKey(ServerSideEncryption sse) {
    return sse instanceof ServerSideEncryption.SseC c ? c.key() : null;
  }
}
