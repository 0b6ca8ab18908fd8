package org.saddlebag.s3;

import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** S3's answers about an object in the port's words. */
final class Heads {

  private Heads() {}

  static ObjectHead of(ObjectAddress source, HeadObjectResponse head) {
    return new ObjectHead(
        at(source, head.versionId()),
        head.contentLength(),
        StoreAnswer.unquoted(head.eTag()),
        head.lastModified(),
        head.contentType(),
        head.metadata(),
        SseAnswer.kind(head.serverSideEncryptionAsString(), head.sseCustomerAlgorithm()),
        head.ssekmsKeyId(),
        StoreAnswer.requestId(head));
  }

  static ObjectHead of(ObjectAddress source, GetObjectResponse got) {
    return new ObjectHead(
        at(source, got.versionId()),
        wholeLength(got),
        StoreAnswer.unquoted(got.eTag()),
        got.lastModified(),
        got.contentType(),
        got.metadata(),
        SseAnswer.kind(got.serverSideEncryptionAsString(), got.sseCustomerAlgorithm()),
        got.ssekmsKeyId(),
        StoreAnswer.requestId(got));
  }

  /** RFC 9110 section 14.4: {@code bytes FIRST-LAST/LENGTH}; without one the body is all. */
  private static long wholeLength(GetObjectResponse got) {
    String range = got.contentRange();
    return range == null || range.endsWith("/*")
        ? got.contentLength()
        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1).strip());
  }

  private static ObjectAddress at(ObjectAddress source, String versionId) {
    return versionId == null ? source : new ObjectAddress(source.bucket(), source.key(), versionId);
  }
}
