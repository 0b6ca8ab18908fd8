package org.saddlebag.s3;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Decides between a single put and parts, and makes the single puts. */
final class AwsPuts {

  static final String OCTETS = "application/octet-stream";

  private final S3Client s3;
  private final AwsReads reads;
  private final StoreSettings settings;
  private final PartBuffers buffers;
  private final ExecutorService senders;
  private final AwsLocks locks;
  private final Proof proof;
  private final LostAnswers lostAnswers;
  private final SseProof sse;

  AwsPuts(
      S3Client s3,
      AwsReads reads,
      StoreSettings settings,
      PartBuffers buffers,
      ExecutorService senders,
      SseProof sse) {
    this.s3 = s3;
    this.reads = reads;
    this.settings = settings;
    this.buffers = buffers;
    this.senders = senders;
    this.sse = sse;
    this.locks = new AwsLocks(s3);
    this.proof = new Proof(settings.profile(), sse);
    this.lostAnswers = new LostAnswers(reads, proof);
  }

  StoredObject put(
      ObjectAddress target,
      InputStream content,
      long lengthBytes,
      PutOptions options,
      UploadListener listener) {
    PutRules.check(target, lengthBytes, options, settings.transfer().maxObjectBytes());
    Source source = new Source(content, lengthBytes, target);
    PutRequests requests = new PutRequests(target, options, settings.profile().contentCheck());
    StoredObject stored;
    try (PartBuffer first = lease(target, source)) {
      source.fill(first);
      stored =
          source.ended() && !listener.inParts()
              ? single(target, options, source, requests, first)
              : inParts(target, options, source, requests, listener, first);
    } catch (Refused e) {
      throw PutTroubles.explained(settings.profile(), options.sse(), e);
    }
    listener.objectStored(stored);
    return stored;
  }

  private StoredObject single(
      ObjectAddress target,
      PutOptions options,
      Source source,
      PutRequests requests,
      PartBuffer buffer) {
    PartDigest digest = buffer.digest(settings.profile().contentCheck());
    SentObject sent = SentObject.single(target, options, source, digest);
    PutObjectRequest request = requests.put(digest);
    StoreAnswer answer =
        lostAnswers.guard(
            StoreAct.PUT, sent, () -> StoreAnswer.of(s3.putObject(request, body(buffer))));
    return judge(sent, answer);
  }

  private StoredObject inParts(
      ObjectAddress target,
      PutOptions options,
      Source source,
      PutRequests requests,
      UploadListener listener,
      PartBuffer first) {
    AwsUpload upload = new AwsUpload(s3, target, requests, listener, sse);
    Pipeline pipeline = new Pipeline(settings, buffers, senders, source, upload);
    Completed completed =
        upload.guarded(
            () -> {
              List<PartDigest> parts = pipeline.send(target, first);
              SentObject sent = SentObject.inParts(target, options, source, parts);
              if (!settings.profile().conditionalEverywhere()) {
                reads.refuseTaken(target, options);
              }
              listener.completes(target);
              return new Completed(sent, complete(upload, sent));
            });
    StoredObject stored = judge(completed.sent(), completed.answer());
    if (!settings.profile().keepsTags() && !options.tags().isEmpty()) {
      new AwsTags(s3).replace(stored.address(), options.tags());
    }
    if (!settings.profile().keepsLocks()) {
      locks.set(stored.address(), options.settings());
    }
    return stored;
  }

  private StoreAnswer complete(AwsUpload upload, SentObject sent) {
    return lostAnswers.guard(StoreAct.COMPLETE, sent, () -> upload.complete(sent));
  }

  private record Completed(SentObject sent, StoreAnswer answer) {}

  private StoredObject judge(SentObject sent, StoreAnswer answer) {
    ObjectAddress at =
        new ObjectAddress(sent.target().bucket(), sent.target().key(), answer.versionId());
    return proof.judge(sent, answer, () -> reads.lookBack(at, customerKey(sent.options())));
  }

  private PartBuffer lease(ObjectAddress target, Source source) {
    try {
      return buffers.lease(source.expectedBytes());
    } catch (InterruptedException e) {
      throw interrupted(target, e);
    }
  }

  static SaddlebagException interrupted(ObjectAddress target, InterruptedException e) {
    Thread.currentThread().interrupt();
    return StoreError.INTERRUPTED.failure("the put of " + target + " was interrupted", e);
  }

  static CustomerKey customerKey(PutOptions options) {
    return options.sse() instanceof ServerSideEncryption.SseC c ? c.key() : null;
  }

  static RequestBody body(PartBuffer buffer) {
    return RequestBody.fromContentProvider(buffer::open, buffer.length(), OCTETS);
  }
}
