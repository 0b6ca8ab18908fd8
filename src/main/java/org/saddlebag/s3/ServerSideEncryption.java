package org.saddlebag.s3;

import java.util.Map;

/** How S3 encrypts the object at rest: exactly one kind per object, by construction. */
public sealed interface ServerSideEncryption {

  /** No header is sent: the bucket's default applies. */
  record BucketDefault() implements ServerSideEncryption {}

  /** SSE-S3: S3's own keys, {@code AES256} on the wire. */
  record SseS3() implements ServerSideEncryption {}

  /**
   * SSE-KMS, {@code aws:kms} on the wire.
   *
   * @param keyId key id, ARN or alias; null for the bucket's or the account's default key
   * @param context additional encryption context, may be empty
   * @param bucketKey whether an S3 bucket key is used; null for the bucket's default
   */
  record SseKms(String keyId, Map<String, String> context, Boolean bucketKey)
      implements ServerSideEncryption {
    /** Copies the context. */
    public SseKms {
      context = Map.copyOf(context);
    }
  }

  /**
   * DSSE-KMS, {@code aws:kms:dsse} on the wire: two layers, never with a bucket key.
   *
   * @param keyId key id, ARN or alias; null for the default key
   * @param context additional encryption context, may be empty
   */
  record DsseKms(String keyId, Map<String, String> context) implements ServerSideEncryption {
    /** Copies the context. */
    public DsseKms {
      context = Map.copyOf(context);
    }
  }

  /**
   * SSE-C: a customer key that S3 uses and forgets; needed on every part, get, head and copy.
   *
   * @param key the customer key
   */
  record SseC(CustomerKey key) implements ServerSideEncryption {}
}
