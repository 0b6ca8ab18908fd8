package org.saddlebag.local.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The server-side encryption that an object was stored with; one kind only. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Encryption.SseS3.class, name = "sse-s3"),
  @JsonSubTypes.Type(value = Encryption.SseKms.class, name = "sse-kms"),
  @JsonSubTypes.Type(value = Encryption.SseC.class, name = "sse-c")
})
public sealed interface Encryption {

  /** With keys of the store itself. */
  record SseS3() implements Encryption {}

  /**
   * With a key of KMS.
   *
   * @param keyArn the key's ARN
   * @param dual whether it is DSSE-KMS
   * @param bucketKey whether a bucket key stands between
   * @param context the encryption context as sent, Base64 of JSON; or null
   */
  record SseKms(String keyArn, boolean dual, boolean bucketKey, String context)
      implements Encryption {}

  /**
   * With a key that the client brings each time. The key itself is not kept.
   *
   * @param keyMd5 Base64 MD5 of the key, as AWS echoes it
   * @param salt Base64
   * @param hash Base64 of SHA-256 over salt and key
   */
  record SseC(String keyMd5, String salt, String hash) implements Encryption {}

  /**
   * Whether the ETag is the MD5 of the content ("Object ETag", API reference of Object).
   *
   * @return true for SSE-S3 alone
   */
  default boolean etagIsMd5() {
    return this instanceof SseS3;
  }
}
