package org.saddlebag.s3;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * The requests of one put, whichever client sends them: what goes with the object is the same in
 * both paths.
 */
final class PutRequests {

  private static final String ANY = "*";

  private final ObjectAddress target;
  private final PutOptions options;
  private final SseFields sse;
  private final SettingFields settings;
  private final StoreProfile.ContentCheck check;

  PutRequests(ObjectAddress target, PutOptions options, StoreProfile.ContentCheck check) {
    this.target = target;
    this.options = options;
    this.sse = SseFields.of(options.sse());
    this.settings = new SettingFields(options.settings(), Instant.now());
    this.check = check;
  }

  /** What is asked for. */
  ServerSideEncryption sse() {
    return options.sse();
  }

  PutObjectRequest put(PartDigest digest) {
    return PutObjectRequest.builder()
        .bucket(target.bucket())
        .key(target.key())
        .metadata(options.metadata())
        .contentType(options.contentType())
        .applyMutation(this::tag)
        .applyMutation(settings::applyTo)
        .ifNoneMatch(ifNoneMatch())
        .checksumCRC32C(digest.crc32c())
        .contentMD5(digest.md5())
        .serverSideEncryption(sse.kind())
        .ssekmsKeyId(sse.kmsKeyId())
        .ssekmsEncryptionContext(sse.kmsContext())
        .bucketKeyEnabled(sse.bucketKey())
        .sseCustomerAlgorithm(sse.customer().algorithm())
        .sseCustomerKey(sse.customer().key())
        .sseCustomerKeyMD5(sse.customer().keyMd5())
        .build();
  }

  CreateMultipartUploadRequest create() {
    boolean crc = check == StoreProfile.ContentCheck.CRC32C;
    return CreateMultipartUploadRequest.builder()
        .bucket(target.bucket())
        .key(target.key())
        .metadata(options.metadata())
        .contentType(options.contentType())
        .applyMutation(this::tag)
        .applyMutation(settings::applyTo)
        .checksumAlgorithm(crc ? ChecksumAlgorithm.CRC32_C : null)
        .checksumType(crc ? ChecksumType.FULL_OBJECT : null)
        .serverSideEncryption(sse.kind())
        .ssekmsKeyId(sse.kmsKeyId())
        .ssekmsEncryptionContext(sse.kmsContext())
        .bucketKeyEnabled(sse.bucketKey())
        .sseCustomerAlgorithm(sse.customer().algorithm())
        .sseCustomerKey(sse.customer().key())
        .sseCustomerKeyMD5(sse.customer().keyMd5())
        .build();
  }

  UploadPartRequest part(String uploadId, int number, PartDigest digest) {
    return UploadPartRequest.builder()
        .bucket(target.bucket())
        .key(target.key())
        .uploadId(uploadId)
        .partNumber(number)
        .checksumCRC32C(digest.crc32c())
        .contentMD5(digest.md5())
        .sseCustomerAlgorithm(sse.customer().algorithm())
        .sseCustomerKey(sse.customer().key())
        .sseCustomerKeyMD5(sse.customer().keyMd5())
        .build();
  }

  /** SSE-C goes along because S3 needs the key to check a whole-object checksum. */
  CompleteMultipartUploadRequest complete(
      String uploadId, List<CompletedPart> parts, String crc32c, long lengthBytes) {
    boolean crc = check == StoreProfile.ContentCheck.CRC32C;
    return CompleteMultipartUploadRequest.builder()
        .bucket(target.bucket())
        .key(target.key())
        .uploadId(uploadId)
        .multipartUpload(upload -> upload.parts(parts))
        .ifNoneMatch(ifNoneMatch())
        .checksumCRC32C(crc ? crc32c : null)
        .checksumType(crc ? ChecksumType.FULL_OBJECT : null)
        .mpuObjectSize(crc ? lengthBytes : null)
        .sseCustomerAlgorithm(sse.customer().algorithm())
        .sseCustomerKey(sse.customer().key())
        .sseCustomerKeyMD5(sse.customer().keyMd5())
        .build();
  }

  private void tag(PutObjectRequest.Builder put) {
    if (!options.tags().isEmpty()) {
      put.tagging(tagging(options.tags()));
    }
  }

  private void tag(CreateMultipartUploadRequest.Builder create) {
    if (!options.tags().isEmpty()) {
      create.tagging(tagging(options.tags()));
    }
  }

  private String ifNoneMatch() {
    return options.overwrite() == PutOptions.Overwrite.REFUSE ? ANY : null;
  }

  /** Null must not reach the SDK, which would send an empty header, and that needs a permission. */
  static Tagging tagging(Map<String, String> tags) {
    return Tagging.builder().tagSet(tagSet(tags)).build();
  }

  static List<Tag> tagSet(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }
}
