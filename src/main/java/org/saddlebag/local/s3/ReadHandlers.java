package org.saddlebag.local.s3;

import java.util.Map;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.Checksum;
import org.saddlebag.local.store.ChecksumType;
import org.saddlebag.local.store.Content;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.store.OpenContent;
import org.saddlebag.local.store.Segment;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.ApiError;

/** GetObject and HeadObject. */
final class ReadHandlers {

  private final Lookup lookup;
  private final Sse sse;
  private final Archive archive;

  ReadHandlers(Lookup lookup, Sse sse, Archive archive) {
    this.lookup = lookup;
    this.sse = sse;
    this.archive = archive;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.GET_OBJECT, this::read);
    handlers.put(S3Operation.HEAD_OBJECT, this::read);
  }

  private Answer read(S3Request request) {
    Bucket bucket = lookup.bucket(request);
    OpenContent content =
        lookup.open(request, bucket, request.key(), request.query().get("versionId"));
    try {
      return read(request, bucket, content);
    } catch (ApiError e) {
      content.close();
      throw e;
    }
  }

  private Answer read(S3Request request, Bucket bucket, OpenContent open) {
    ObjectVersion version = open.version();
    Sse.refuseWriteHeaders(request.headers());
    sse.checkRead(request, version.attributes().encryption(), CustomerKey.of(request.headers()));
    Preconditions.checkRead(request.headers(), version);
    if (request.operation() == S3Operation.GET_OBJECT) {
      archive.requireReadable(version);
    }
    Content content = version.content();
    String partNumber = request.query().get("partNumber");
    ByteRange range =
        partNumber == null
            ? ByteRange.parse(request.headers().get("range"), content.size())
            : part(content, partNumber);
    boolean whole = range == null;
    ByteRange sent = whole ? new ByteRange(0, content.size()) : range;
    Answer answer =
        Answer.of(whole ? 200 : 206)
            .with(ObjectHeaders.answer(version, request.query()))
            .with("x-amz-version-id", Lookup.toldVersion(bucket, version))
            .with("x-amz-restore", archive.header(version))
            .with("Content-Range", whole ? null : range.contentRange(content.size()));
    if (partNumber != null && content.partCount() > 0) {
      answer = answer.with("x-amz-mp-parts-count", Integer.toString(content.partCount()));
    }
    Answer full = withChecksum(answer, request, content, whole);
    return whole && Md5Tail.isWanted(request, version)
        ? full.with(Md5Tail.header()).with(new Md5Tail(new RangeBody(open, sent), content.etag()))
        : full.with(new RangeBody(open, sent));
  }

  /** The checksum of the object, and for one part that of the part where the type is composite. */
  private static Answer withChecksum(
      Answer answer, S3Request request, Content content, boolean whole) {
    if (!request.headers().get("x-amz-checksum-mode", "").equals("ENABLED")) {
      return answer;
    }
    if (whole) {
      return answer.with(ChecksumHeaders.answer(content.checksum()));
    }
    String partNumber = request.query().get("partNumber");
    boolean composite = content.checksum().type() == ChecksumType.COMPOSITE;
    if (partNumber == null || content.partCount() == 0 || !composite) {
      return answer;
    }
    Segment part = content.segments().get(Integer.parseInt(partNumber) - 1);
    return answer.with(
        ChecksumHeaders.answer(
            new Checksum(content.checksum().algorithm(), part.checksum(), ChecksumType.COMPOSITE)));
  }

  private static ByteRange part(Content content, String partNumber) {
    int number = Multipart.partNumber(partNumber);
    if (number > content.segments().size()) {
      throw new ApiError(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
    }
    long offset = 0;
    for (Segment segment : content.segments().subList(0, number - 1)) {
      offset += segment.size();
    }
    long size = content.segments().get(number - 1).size();
    return size == 0 ? null : new ByteRange(offset, size);
  }
}
