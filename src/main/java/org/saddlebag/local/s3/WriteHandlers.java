package org.saddlebag.local.s3;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.saddlebag.local.store.Attributes;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.Checksum;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.store.ChecksumType;
import org.saddlebag.local.store.Condition;
import org.saddlebag.local.store.Content;
import org.saddlebag.local.store.Draft;
import org.saddlebag.local.store.NewObject;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.store.Segment;
import org.saddlebag.local.wire.Answer;

/** PutObject. */
final class WriteHandlers {

  private final Lookup lookup;
  private final Sse sse;
  private final Intake intake;

  WriteHandlers(Lookup lookup, Sse sse, Intake intake) {
    this.lookup = lookup;
    this.sse = sse;
    this.intake = intake;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.PUT_OBJECT, this::put);
  }

  private Answer put(S3Request request) throws IOException {
    Bucket bucket = lookup.bucketForWrite(request);
    Condition condition = Lookup.condition(request);
    Attributes attributes = ObjectHeaders.read(request.headers(), sse.forWrite(request));
    Map<String, String> tags = Tags.ofHeader(request);
    BodyCheck check = new BodyCheck(request);
    // S3 computes CRC-64/NVME where the client brings no checksum of its own.
    ChecksumAlgorithm algorithm =
        check.algorithm() == null ? ChecksumAlgorithm.CRC64NVME : check.algorithm();
    try (Draft draft = bucket.draft()) {
      Intake.Taken taken = intake.take(request, check, algorithm, attributes.encryption(), draft);
      Content content = content(draft, taken, algorithm);
      ObjectVersion stored =
          bucket.put(new NewObject(request.key(), content, attributes, tags), condition);
      return answer(bucket, stored);
    }
  }

  /** The content of an object in one piece. */
  static Content content(Draft draft, Intake.Taken taken, ChecksumAlgorithm algorithm)
      throws IOException {
    Checksum checksum = new Checksum(algorithm, taken.checksum(), ChecksumType.FULL_OBJECT);
    Segment segment = new Segment(draft.keep(), draft.size(), 0, null);
    return new Content(draft.size(), taken.etag(), checksum, List.of(segment), null);
  }

  private static Answer answer(Bucket bucket, ObjectVersion stored) {
    return Answer.of(200)
        .with("ETag", Formats.quoted(stored.content().etag()))
        .with("x-amz-version-id", Lookup.toldVersion(bucket, stored))
        .with(ChecksumHeaders.answer(stored.content().checksum()))
        .with(Sse.echoOfWrite(stored.attributes().encryption()));
  }
}
