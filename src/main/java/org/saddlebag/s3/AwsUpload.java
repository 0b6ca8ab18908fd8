package org.saddlebag.s3;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** One multipart upload over the SDK's blocking client: begun, fed, completed or aborted. */
final class AwsUpload implements Pipeline.PartSender {

  private final S3Client s3;
  private final ObjectAddress target;
  private final PutRequests requests;
  private final UploadListener listener;
  private final SseProof sse;
  private final Map<Integer, CompletedPart> parts = new ConcurrentSkipListMap<>();
  private CreateMultipartUploadResponse begun;

  AwsUpload(
      S3Client s3,
      ObjectAddress target,
      PutRequests requests,
      UploadListener listener,
      SseProof sse) {
    this.s3 = s3;
    this.target = target;
    this.requests = requests;
    this.listener = listener;
    this.sse = sse;
  }

  /** Begins, lets the work be done, and aborts where it throws. */
  <T> T guarded(Supplier<T> work) {
    begun =
        StoreTroubles.run(
            StoreAct.CREATE_UPLOAD, target, () -> s3.createMultipartUpload(requests.create()));
    try {
      listener.uploadCreated(target, begun.uploadId());
      sse.requireNoContradiction(target, requests.sse(), SseAnswer.of(begun));
      return work.get();
    } catch (RuntimeException | Error e) {
      abortAfter(e);
      throw e;
    }
  }

  @Override
  public void send(int number, PartBuffer part, PartDigest digest) {
    UploadPartRequest request = requests.part(begun.uploadId(), number, digest);
    UploadPartResponse taken =
        StoreTroubles.run(
            StoreAct.UPLOAD_PART, target, () -> s3.uploadPart(request, AwsPuts.body(part)));
    parts.put(
        number,
        CompletedPart.builder()
            .partNumber(number)
            .eTag(taken.eTag())
            .checksumCRC32C(digest.crc32c())
            .build());
    listener.partStored(number);
  }

  /** Throws what the SDK throws. */
  StoreAnswer complete(SentObject sent) {
    List<CompletedPart> inOrder = List.copyOf(parts.values());
    return StoreAnswer.of(
        begun,
        s3.completeMultipartUpload(
            requests.complete(begun.uploadId(), inOrder, sent.crc32c(), sent.lengthBytes())));
  }

  /** A missing upload is no error. */
  static void abort(S3Client s3, ObjectAddress target, String uploadId) {
    try {
      StoreTroubles.run(
          StoreAct.ABORT,
          target,
          () ->
              s3.abortMultipartUpload(
                  abort -> abort.bucket(target.bucket()).key(target.key()).uploadId(uploadId)));
    } catch (SaddlebagException e) {
      if (e.code() != StoreError.UPLOAD_GONE && e.code() != StoreError.NO_SUCH_OBJECT) {
        throw e;
      }
    }
  }

  /** The SDK refuses to work for an interrupted thread, but this must still be done. */
  private void abortAfter(Throwable cause) {
    boolean interrupted = Thread.interrupted();
    try {
      abort(s3, target, begun.uploadId());
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
