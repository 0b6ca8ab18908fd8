package org.saddlebag.s3;

import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.StoreUnavailable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What only looks: heads, bodies and listings, over the SDK's blocking client. */
final class AwsReads {

  private final S3Client s3;
  private final boolean asksChecksums;

  AwsReads(S3Client s3, StoreProfile profile) {
    this.s3 = s3;
    this.asksChecksums = profile.contentCheck() == StoreProfile.ContentCheck.CRC32C;
  }

  HeadObjectResponse head(ObjectAddress source, CustomerKey customerKey) {
    SseFields.Customer customer = SseFields.Customer.of(customerKey);
    HeadObjectRequest request =
        HeadObjectRequest.builder()
            .bucket(source.bucket())
            .key(source.key())
            .versionId(source.versionId())
            .checksumMode(asksChecksums ? ChecksumMode.ENABLED : null)
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
    ObjectAddress where = new ObjectAddress(bucket, prefix);
    Iterator<S3Object> pages =
        s3.listObjectsV2Paginator(
                request -> request.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL))
            .contents()
            .iterator();
    Iterator<ListedObject> objects =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return StoreTroubles.run(StoreAct.LIST, where, pages::hasNext);
          }

          @Override
          public ListedObject next() {
            return listed(bucket, StoreTroubles.run(StoreAct.LIST, where, pages::next));
          }
        };
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(objects, traits), false);
  }

  private static ListedObject listed(String bucket, S3Object object) {
    return new ListedObject(
        new ObjectAddress(bucket, object.key()),
        object.size(),
        StoreAnswer.unquoted(object.eTag()),
        object.lastModified());
  }
}
