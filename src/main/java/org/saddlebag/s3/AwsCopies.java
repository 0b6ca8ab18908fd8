package org.saddlebag.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.saddlebag.errors.Refused;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/** Copies within the store, in one request up to S3's limit, in parts beyond it. */
final class AwsCopies {

  private final S3Client s3;
  private final AwsReads reads;
  private final StoreProfile profile;
  private final Limits limits;
  private final AwsTags tags;
  private final SseProof sse;

  /**
   * Where parts begin and how long they are.
   *
   * @param singleBytes the longest copy in one request: 5 GiB (S3 API Reference, CopyObject)
   * @param partBytes the length of a part
   */
  record Limits(long singleBytes, long partBytes) {
    static final Limits S3 = new Limits(5L << 30, 1L << 30);
  }

  AwsCopies(S3Client s3, AwsReads reads, StoreProfile profile, Limits limits, SseProof sse) {
    this.s3 = s3;
    this.reads = reads;
    this.profile = profile;
    this.limits = limits;
    this.tags = new AwsTags(s3);
    this.sse = sse;
  }

  StoredObject copy(
      ObjectAddress source,
      CustomerKey sourceKey,
      String ifMatch,
      ObjectAddress target,
      PutOptions options) {
    PutRules.check(target, options);
    HeadObjectResponse head = reads.head(source, sourceKey);
    String eTag = StoreAnswer.unquoted(head.eTag());
    if (ifMatch != null && !Objects.equals(ifMatch, eTag)) {
      throw StoreError.OBJECT_CHANGED.failure(
          "%s has the entity tag %s, must be %s".formatted(source, eTag, ifMatch), null);
    }
    if (!profile.conditionalEverywhere()) {
      reads.refuseTaken(target, options);
    }
    PutOptions kept = options.with(options.settings().over(settings(head)));
    CopyRequests requests = new CopyRequests(source, sourceKey, eTag, target, kept, profile);
    boolean inParts = head.contentLength() > limits.singleBytes();
    Map<String, String> wanted =
        inParts || !profile.keepsTags() ? tags(source, head, options) : Map.of();
    StoreAnswer answer =
        inParts ? inParts(target, requests, head, wanted) : single(target, requests, options);
    StoredObject copied = judge(head, target, options, answer);
    if (!profile.keepsTags() && !wanted.isEmpty()) {
      tags.replace(copied.address(), wanted);
    }
    if (!profile.keepsLocks()) {
      new AwsLocks(s3).set(copied.address(), options.settings());
    }
    return copied;
  }

  /** Stores that know no conditional copy answer 501; then a look just before must do. */
  private StoreAnswer single(ObjectAddress target, CopyRequests requests, PutOptions options) {
    boolean refuse = options.overwrite() == PutOptions.Overwrite.REFUSE;
    try {
      return single(target, requests, refuse);
    } catch (Refused e) {
      if (!refuse || e.code() != StoreError.NOT_SUPPORTED) {
        throw e;
      }
      reads.refuseTaken(target, options);
      return single(target, requests, false);
    }
  }

  private StoreAnswer single(ObjectAddress target, CopyRequests requests, boolean refuse) {
    return StoreTroubles.run(
        StoreAct.COPY, target, () -> StoreAnswer.of(s3.copyObject(requests.copy(refuse))));
  }

  private StoreAnswer inParts(
      ObjectAddress target,
      CopyRequests requests,
      HeadObjectResponse source,
      Map<String, String> tags) {
    CreateMultipartUploadResponse begun =
        StoreTroubles.run(
            StoreAct.CREATE_UPLOAD, target, () -> s3.createMultipartUpload(requests.create(tags)));
    try {
      List<CompletedPart> parts = parts(target, requests, begun.uploadId(), source);
      return StoreTroubles.run(
          StoreAct.COPY,
          target,
          () ->
              StoreAnswer.of(
                  begun, s3.completeMultipartUpload(requests.complete(begun.uploadId(), parts))));
    } catch (RuntimeException | Error e) {
      abortAfter(e, target, begun.uploadId());
      throw e;
    }
  }

  private List<CompletedPart> parts(
      ObjectAddress target, CopyRequests requests, String uploadId, HeadObjectResponse source) {
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < source.contentLength(); from += limits.partBytes()) {
      int number = parts.size() + 1;
      long first = from;
      long last = Math.min(from + limits.partBytes(), source.contentLength()) - 1;
      UploadPartCopyResponse copied =
          StoreTroubles.run(
              StoreAct.COPY_PART,
              target,
              () -> s3.uploadPartCopy(requests.part(uploadId, number, first, last)));
      parts.add(requests.completed(number, copied.copyPartResult()));
    }
    return parts;
  }

  private void abortAfter(Throwable cause, ObjectAddress target, String uploadId) {
    try {
      AwsUpload.abort(s3, target, uploadId);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static ObjectSettings settings(HeadObjectResponse source) {
    return new ObjectSettings(
        source.storageClassAsString(),
        source.cacheControl(),
        source.contentDisposition(),
        source.contentEncoding(),
        source.contentLanguage(),
        null,
        null,
        false);
  }

  /** The tags that the copy shall have, where the store does not take them along by itself. */
  private Map<String, String> tags(
      ObjectAddress source, HeadObjectResponse head, PutOptions options) {
    boolean none = head.tagCount() != null && head.tagCount() == 0;
    return none || !options.tags().isEmpty() ? options.tags() : tags.of(source);
  }

  /** The bytes never passed through our hands: only the two heads can be compared. */
  private StoredObject judge(
      HeadObjectResponse source, ObjectAddress target, PutOptions options, StoreAnswer answer) {
    ObjectAddress at = new ObjectAddress(target.bucket(), target.key(), answer.versionId());
    HeadObjectResponse copied = reads.head(at, AwsPuts.customerKey(options));
    sse.require(at, options.sse(), answer.sse());
    sse.require(at, options.sse(), SseAnswer.of(copied));
    if (!Objects.equals(copied.contentLength(), source.contentLength())) {
      throw StoreError.PROOF_FAILED.failure(
          "the store reports %d bytes for %s, must be %d"
              .formatted(copied.contentLength(), at, source.contentLength()),
          null);
    }
    String was = StoreAnswer.of(source).crc32c();
    String is = StoreAnswer.of(copied).crc32c();
    if (was != null && is != null && !was.equals(is)) {
      throw StoreError.PROOF_FAILED.failure(
          "the store reports the checksum %s for %s, must be %s".formatted(is, at, was), null);
    }
    boolean summed = was != null && is != null;
    return new StoredObject(
        at,
        source.contentLength(),
        answer.eTag() != null ? answer.eTag() : StoreAnswer.unquoted(copied.eTag()),
        summed ? "CRC32C:" + is : null,
        summed ? ProofLevel.FULL_OBJECT_CHECKSUM : ProofLevel.LENGTH,
        answer.sse().kind(),
        answer.sse().kmsKeyId(),
        0,
        answer.requestId());
  }
}
