package org.saddlebag.camel.s3object;

import java.util.Map;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.ServerSideEncryption;

/** A copy that differs from its source by its key alone. */
final class CopyOptions {

  private CopyOptions() {}

  static PutOptions same(ObjectHead head, CustomerKey customerKey) {
    return new PutOptions(
        head.metadata(),
        head.contentType(),
        sse(head, customerKey),
        PutOptions.Overwrite.ALLOW,
        Map.of());
  }

  /** In the store's words, which it also takes; a customer key is the one that was read with. */
  private static ServerSideEncryption sse(ObjectHead head, CustomerKey customerKey) {
    if (customerKey != null) {
      return new ServerSideEncryption.SseC(customerKey);
    }
    if (head.sse() == null) {
      return new ServerSideEncryption.BucketDefault();
    }
    return switch (head.sse()) {
      case "AES256" -> new ServerSideEncryption.SseS3();
      case "aws:kms" -> new ServerSideEncryption.SseKms(head.sseKeyId(), Map.of(), null);
      case "aws:kms:dsse" -> new ServerSideEncryption.DsseKms(head.sseKeyId(), Map.of());
      default -> new ServerSideEncryption.BucketDefault();
    };
  }
}
