package org.saddlebag.s3;

import java.util.Optional;
import java.util.stream.Stream;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.StoreUnavailable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What only looks: heads, bodies and listings, over the SDK's blocking client. */
final class AwsReads {

  private final S3Client s3;
  private final StoreProfile profile;

  AwsReads(S3Client s3, StoreProfile profile) {
    this.s3 = s3;
    this.profile = profile;
  }

  HeadObjectResponse head(ObjectAddress source, CustomerKey customerKey) {
    SseFields.Customer customer = SseFields.Customer.of(customerKey);
    boolean checksums = profile.contentCheck() == StoreProfile.ContentCheck.CRC32C;
    HeadObjectRequest request =
        HeadObjectRequest.builder()
            .bucket(source.bucket())
            .key(source.key())
            .versionId(source.versionId())
            .checksumMode(checksums ? ChecksumMode.ENABLED : null)
            .sseCustomerAlgorithm(customer.algorithm())
            .sseCustomerKey(customer.key())
            .sseCustomerKeyMD5(customer.keyMd5())
            .build();
    return StoreTroubles.run(StoreAct.HEAD, source, () -> s3.headObject(request));
  }

  /** The head, or empty where there is no such object. */
  Optional<HeadObjectResponse> find(ObjectAddress source, CustomerKey customerKey) {
    try {
      return Optional.of(head(source, customerKey));
    } catch (Refused e) {
      if (e.code() == StoreError.NO_SUCH_OBJECT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The head of what was just stored, or empty where we may not or can't look. */
  Optional<HeadObjectResponse> lookBack(ObjectAddress target, CustomerKey customerKey) {
    try {
      return Optional.of(head(target, customerKey));
    } catch (StoreUnavailable e) {
      return Optional.empty();
    } catch (Refused e) {
      if (e.code() == StoreError.NO_SUCH_OBJECT) {
        throw StoreError.PROOF_FAILED.failure(target + " is not there after its put", e);
      }
      return Optional.empty();
    }
  }

  /** One request for a body; the range in S3's words, or null for all of it. */
  ResponseInputStream<GetObjectResponse> open(
      ObjectAddress source, CustomerKey customerKey, String range, String ifMatch) {
    SseFields.Customer customer = SseFields.Customer.of(customerKey);
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(source.bucket())
            .key(source.key())
            .versionId(source.versionId())
            .range(range)
            .ifMatch(ifMatch == null ? null : "\"" + ifMatch + "\"")
            .sseCustomerAlgorithm(customer.algorithm())
            .sseCustomerKey(customer.key())
            .sseCustomerKeyMD5(customer.keyMd5())
            .build();
    return StoreTroubles.run(StoreAct.GET, source, () -> s3.getObject(request));
  }

  Stream<ListedObject> list(String bucket, String prefix) {
    return new Listing(s3, bucket, prefix, profile.encodesListings()).stream();
  }
}
