package org.saddlebag.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Server-side encryption in the fields of S3's requests; each null where it is not sent.
 *
 * @param kind {@code AES256}, {@code aws:kms}, {@code aws:kms:dsse}
 * @param kmsKeyId the KMS key
 * @param kmsContext base64 of the encryption context as JSON
 * @param bucketKey whether a bucket key is used
 * @param customer the customer key's own fields, never null
 */
record SseFields(
    String kind, String kmsKeyId, String kmsContext, Boolean bucketKey, Customer customer) {

  /**
   * SSE-C in the fields of S3's requests, all null where there is no customer key.
   *
   * @param algorithm {@code AES256}
   * @param key base64 of the key
   * @param keyMd5 base64 of its MD5
   */
  record Customer(String algorithm, String key, String keyMd5) {

    static final Customer NONE = new Customer(null, null, null);

    static Customer of(CustomerKey key) {
      return key == null ? NONE : new Customer("AES256", key.base64(), key.md5Base64());
    }

    @Override
    public String toString() {
      return algorithm == null ? "no customer key" : "a customer key";
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  static SseFields of(ServerSideEncryption sse) {
    if (sse instanceof ServerSideEncryption.SseS3) {
      return new SseFields("AES256", null, null, null, Customer.NONE);
    }
    if (sse instanceof ServerSideEncryption.SseKms kms) {
      return new SseFields(
          "aws:kms", kms.keyId(), context(kms.context()), kms.bucketKey(), Customer.NONE);
    }
    if (sse instanceof ServerSideEncryption.DsseKms kms) {
      return new SseFields(
          "aws:kms:dsse", kms.keyId(), context(kms.context()), null, Customer.NONE);
    }
    CustomerKey key = sse instanceof ServerSideEncryption.SseC c ? c.key() : null;
    return new SseFields(null, null, null, null, Customer.of(key));
  }

  private static String context(Map<String, String> context) {
    if (context.isEmpty()) {
      return null;
    }
    try {
      String json = JSON.writeValueAsString(new TreeMap<>(context));
      return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }
}
