package org.saddlebag.s3;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** What only looks: heads, bodies and listings, over the SDK's blocking client. */
final class AwsReads {

  private final S3Client s3;
  private final StoreProfile profile;
  private final boolean mayLook;

  /** Who may not look is told nothing, and is not refused what a look would have refused. */
  AwsReads(S3Client s3, StoreProfile profile, boolean mayLook) {
    this.s3 = s3;
    this.profile = profile;
    this.mayLook = mayLook;
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
    HeadObjectResponse head =
        explained(
            customerKey,
            () -> StoreTroubles.run(StoreAct.HEAD, source, () -> s3.headObject(request)));
    requireLength(source, head.contentLength());
    return head;
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

  /** A look just before a write: the best that can be had where the write is unconditional. */
  void refuseTaken(ObjectAddress target, PutOptions options) {
    boolean refuse = options.overwrite() == PutOptions.Overwrite.REFUSE;
    if (mayLook && refuse && isTaken(target, AwsPuts.customerKey(options))) {
      throw StoreError.OBJECT_EXISTS.failure(target + " exists and must not be replaced", null);
    }
  }

  /** Only of an object that there is can a customer key be the wrong one. */
  private boolean isTaken(ObjectAddress target, CustomerKey customerKey) {
    try {
      return find(target, customerKey).isPresent();
    } catch (Refused e) {
      if (customerKey != null && e.code() == StoreError.REQUEST_REFUSED) {
        return true;
      }
      throw e;
    }
  }

  /** The head of what was just stored, or empty where we may not or can't look. */
  Optional<HeadObjectResponse> lookBack(ObjectAddress target, CustomerKey customerKey) {
    if (!mayLook) {
      return Optional.empty();
    }
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
    ResponseInputStream<GetObjectResponse> body =
        explained(
            customerKey,
            () -> StoreTroubles.run(StoreAct.GET, source, () -> s3.getObject(request)));
    try {
      requireLength(source, body.response().contentLength());
      requireRange(source, range, body.response().contentRange());
      return body;
    } catch (SaddlebagException e) {
      body.abort();
      throw e;
    }
  }

  private static <T> T explained(CustomerKey customerKey, Supplier<T> read) {
    try {
      return read.get();
    } catch (Refused e) {
      throw ReadTroubles.explained(customerKey, e);
    }
  }

  private static void requireLength(ObjectAddress source, Long length) {
    if (length == null) {
      throw StoreError.STORE_FAILED.failure("the store names no length of " + source, null);
    }
  }

  /** A store that ignores the range would hand out other bytes than those asked for. */
  private static void requireRange(ObjectAddress source, String asked, String given) {
    if (asked == null) {
      return;
    }
    String first = "bytes " + asked.substring(asked.indexOf('=') + 1, asked.indexOf('-') + 1);
    if (given == null || !given.startsWith(first)) {
      throw StoreError.NOT_SUPPORTED.failure(
          "the store gave the range '%s' of %s, must be '%s'".formatted(given, source, asked),
          null);
    }
  }

  List<String> uploads(ObjectAddress target) {
    return StoreTroubles.run(
        StoreAct.LIST_UPLOADS,
        target,
        () ->
            s3
                .listMultipartUploadsPaginator(
                    list -> list.bucket(target.bucket()).prefix(target.key()))
                .uploads()
                .stream()
                .filter(upload -> upload.key().equals(target.key()))
                .map(MultipartUpload::uploadId)
                .toList());
  }

  Stream<ListedObject> list(String bucket, String prefix) {
    return new Listing(s3, bucket, prefix, profile.encodesListings()).stream();
  }
}
