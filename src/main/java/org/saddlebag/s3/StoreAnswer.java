package org.saddlebag.s3;

import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.S3ResponseMetadata;

/**
 * What a store said when it took an object, whichever request it answered; null where it is silent.
 *
 * @param eTag without quotes
 * @param crc32c its own checksum over the whole object, base64
 * @param sse what it said of server-side encryption, never null
 * @param versionId the version
 * @param requestId the id of the answer
 */
record StoreAnswer(String eTag, String crc32c, SseAnswer sse, String versionId, String requestId) {

  private static final String FULL_OBJECT = "FULL_OBJECT";

  static StoreAnswer of(PutObjectResponse put) {
    return new StoreAnswer(
        unquoted(put.eTag()),
        put.checksumCRC32C(),
        SseAnswer.of(put),
        put.versionId(),
        requestId(put));
  }

  /** The completion is silent about some things that the beginning has said. */
  static StoreAnswer of(CreateMultipartUploadResponse begun, CompleteMultipartUploadResponse done) {
    boolean whole = FULL_OBJECT.equals(done.checksumTypeAsString());
    return new StoreAnswer(
        unquoted(done.eTag()),
        whole ? done.checksumCRC32C() : null,
        SseAnswer.of(begun, done),
        done.versionId(),
        requestId(done));
  }

  static StoreAnswer of(HeadObjectResponse head) {
    boolean whole = FULL_OBJECT.equals(head.checksumTypeAsString());
    return new StoreAnswer(
        unquoted(head.eTag()),
        whole ? head.checksumCRC32C() : null,
        SseAnswer.of(head),
        head.versionId(),
        requestId(head));
  }

  static StoreAnswer of(CopyObjectResponse copied) {
    return new StoreAnswer(
        unquoted(copied.copyObjectResult().eTag()),
        null,
        SseAnswer.of(copied),
        copied.versionId(),
        requestId(copied));
  }

  /** Null and the empty tag, which some stores send, become null. */
  static String unquoted(String eTag) {
    if (eTag == null) {
      return null;
    }
    String bare = eTag.replace("\"", "");
    return bare.isEmpty() ? null : bare;
  }

  static String requestId(S3Response response) {
    S3ResponseMetadata metadata = response.responseMetadata();
    String id = metadata == null ? null : metadata.requestId();
    return "UNKNOWN".equals(id) ? null : id;
  }
}
