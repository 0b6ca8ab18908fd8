package org.saddlebag.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** The requests of one copy; the source must still have the entity tag it was looked at with. */
final class CopyRequests {

  /** The store copies gigabytes before it answers. */
  private static final AwsRequestOverrideConfiguration PATIENT =
      AwsRequestOverrideConfiguration.builder().apiCallAttemptTimeout(Duration.ofHours(1)).build();

  private final ObjectAddress source;
  private final SseFields.Customer sourceCustomer;
  private final String eTag;
  private final ObjectAddress target;
  private final PutOptions options;
  private final SseFields sse;
  private final SettingFields settings;
  private final PutRequests puts;

  CopyRequests(
      ObjectAddress source,
      CustomerKey sourceKey,
      String eTag,
      ObjectAddress target,
      PutOptions options,
      StoreProfile profile) {
    this.source = source;
    this.sourceCustomer = SseFields.Customer.of(sourceKey);
    this.eTag = eTag;
    this.target = target;
    this.options = options;
    this.sse = SseFields.of(options.sse());
    this.settings = new SettingFields(options.settings(), Instant.now());
    this.puts = new PutRequests(target, options, profile.contentCheck());
  }

  /** With {@code refuse}, only onto a key that is free. */
  CopyObjectRequest copy(boolean refuse) {
    return CopyObjectRequest.builder()
        .overrideConfiguration(PATIENT)
        .sourceBucket(source.bucket())
        .sourceKey(source.key())
        .sourceVersionId(source.versionId())
        .copySourceIfMatch(eTag)
        .copySourceSSECustomerAlgorithm(sourceCustomer.algorithm())
        .copySourceSSECustomerKey(sourceCustomer.key())
        .copySourceSSECustomerKeyMD5(sourceCustomer.keyMd5())
        .destinationBucket(target.bucket())
        .destinationKey(target.key())
        .ifNoneMatch(refuse ? "*" : null)
        .metadataDirective(MetadataDirective.REPLACE)
        .metadata(options.metadata())
        .contentType(options.contentType())
        .applyMutation(this::tag)
        .applyMutation(settings::applyTo)
        .serverSideEncryption(sse.kind())
        .ssekmsKeyId(sse.kmsKeyId())
        .ssekmsEncryptionContext(sse.kmsContext())
        .bucketKeyEnabled(sse.bucketKey())
        .sseCustomerAlgorithm(sse.customer().algorithm())
        .sseCustomerKey(sse.customer().key())
        .sseCustomerKeyMD5(sse.customer().keyMd5())
        .build();
  }

  CreateMultipartUploadRequest create(Map<String, String> tags) {
    CreateMultipartUploadRequest.Builder create = puts.create().toBuilder();
    return tags.isEmpty() ? create.build() : create.tagging(PutRequests.tagging(tags)).build();
  }

  private void tag(CopyObjectRequest.Builder copy) {
    if (!options.tags().isEmpty()) {
      copy.taggingDirective(TaggingDirective.REPLACE).tagging(PutRequests.tagging(options.tags()));
    }
  }

  UploadPartCopyRequest part(String uploadId, int number, long first, long last) {
    return UploadPartCopyRequest.builder()
        .overrideConfiguration(PATIENT)
        .sourceBucket(source.bucket())
        .sourceKey(source.key())
        .sourceVersionId(source.versionId())
        .copySourceIfMatch(eTag)
        .copySourceRange("bytes=" + first + "-" + last)
        .copySourceSSECustomerAlgorithm(sourceCustomer.algorithm())
        .copySourceSSECustomerKey(sourceCustomer.key())
        .copySourceSSECustomerKeyMD5(sourceCustomer.keyMd5())
        .destinationBucket(target.bucket())
        .destinationKey(target.key())
        .uploadId(uploadId)
        .partNumber(number)
        .sseCustomerAlgorithm(sse.customer().algorithm())
        .sseCustomerKey(sse.customer().key())
        .sseCustomerKeyMD5(sse.customer().keyMd5())
        .build();
  }

  CompletedPart completed(int number, CopyPartResult copied) {
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(copied.eTag())
        .checksumCRC32C(copied.checksumCRC32C())
        .build();
  }

  /** Without a checksum and a length of ours: the bytes did not pass through our hands. */
  CompleteMultipartUploadRequest complete(String uploadId, List<CompletedPart> parts) {
    return puts.complete(uploadId, parts, null, 0).toBuilder().mpuObjectSize(null).build();
  }
}
