package org.saddlebag.delivery;

import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;

/** Server-side encryption in the words of the store's answers. */
final class SseWords {

  private static final String SSE_C = Receipt.StoreEncryption.CUSTOMER;

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
        ? new Receipt.StoreEncryption(SSE_C, c.key().name())
        : null;
  }

  /**
   * What the store said; where it is silent, what was asked is not written down as said. Only the
   * name of a customer key is ours: the store forgets the key, so that nobody else could tell.
   */
  static Receipt.StoreEncryption said(Receipt.StoreEncryption asked, String kind, String kmsKeyId) {
    if (kind == null) {
      return null;
    }
    boolean customer = asked != null && kind.equals(SSE_C) && asked.kind().equals(SSE_C);
    return new Receipt.StoreEncryption(kind, customer ? asked.keyId() : kmsKeyId);
  }

  /** Whether an answer contradicts; silence does not, as some stores never say. */
  static boolean contradicts(Receipt.StoreEncryption asked, String kind, String kmsKeyId) {
    if (asked == null || kind == null) {
      return false;
    }
    return !asked.kind().equals(kind) || (kmsKeyId != null && isAnother(asked.keyId(), kmsKeyId));
  }

  /** An alias tells nothing of its key; a bare id stands at the end of the key's ARN. */
  private static boolean isAnother(String asked, String kmsKeyId) {
    return asked != null
        && !asked.contains("alias/")
        && !kmsKeyId.equals(asked)
        && !kmsKeyId.endsWith("/" + asked);
  }

  static CustomerKey customerKey(ServerSideEncryption sse) {
    return sse instanceof ServerSideEncryption.SseC c ? c.key() : null;
  }
}
