package org.saddlebag.s3;

import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * What a store said of an object's server-side encryption; null where it is silent.
 *
 * @param kind {@code AES256}, {@code aws:kms}, {@code aws:kms:dsse}, {@code SSE-C}
 * @param kmsKeyId the KMS key
 * @param bucketKey whether a bucket key is used
 * @param customerKeyMd5 base64 of the customer key's MD5
 */
record SseAnswer(String kind, String kmsKeyId, Boolean bucketKey, String customerKeyMd5) {

  static SseAnswer of(PutObjectResponse put) {
    return new SseAnswer(
        kind(put.serverSideEncryptionAsString(), put.sseCustomerAlgorithm()),
        put.ssekmsKeyId(),
        put.bucketKeyEnabled(),
        put.sseCustomerKeyMD5());
  }

  static SseAnswer of(CreateMultipartUploadResponse begun) {
    return new SseAnswer(
        kind(begun.serverSideEncryptionAsString(), begun.sseCustomerAlgorithm()),
        begun.ssekmsKeyId(),
        begun.bucketKeyEnabled(),
        begun.sseCustomerKeyMD5());
  }

  /** The completion is silent about some things that the beginning has said. */
  static SseAnswer of(CreateMultipartUploadResponse begun, CompleteMultipartUploadResponse done) {
    String kind =
        firstOf(done.serverSideEncryptionAsString(), begun.serverSideEncryptionAsString());
    return new SseAnswer(
        kind(kind, begun.sseCustomerAlgorithm()),
        firstOf(done.ssekmsKeyId(), begun.ssekmsKeyId()),
        firstOf(done.bucketKeyEnabled(), begun.bucketKeyEnabled()),
        begun.sseCustomerKeyMD5());
  }

  static SseAnswer of(HeadObjectResponse head) {
    return new SseAnswer(
        kind(head.serverSideEncryptionAsString(), head.sseCustomerAlgorithm()),
        head.ssekmsKeyId(),
        head.bucketKeyEnabled(),
        head.sseCustomerKeyMD5());
  }

  static SseAnswer of(CopyObjectResponse copied) {
    return new SseAnswer(
        kind(copied.serverSideEncryptionAsString(), copied.sseCustomerAlgorithm()),
        copied.ssekmsKeyId(),
        copied.bucketKeyEnabled(),
        copied.sseCustomerKeyMD5());
  }

  /** The store's words; an answer about a customer key becomes {@code SSE-C}. */
  static String kind(String kind, String customerAlgorithm) {
    return customerAlgorithm != null ? "SSE-C" : kind;
  }

  private static <T> T firstOf(T one, T other) {
    return one != null ? one : other;
  }
}
