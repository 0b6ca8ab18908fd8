package org.saddlebag.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import org.saddlebag.local.store.Attributes;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.store.ChecksumType;
import org.saddlebag.local.store.Draft;
import org.saddlebag.local.store.Encryption;
import org.saddlebag.local.store.OpenContent;
import org.saddlebag.local.store.Part;
import org.saddlebag.local.store.Sums;
import org.saddlebag.local.store.Upload;
import org.saddlebag.local.store.UploadInfo;
import org.saddlebag.local.wire.Answer;

/** CreateMultipartUpload, UploadPart, UploadPartCopy and AbortMultipartUpload. */
final class UploadHandlers {

  private final Lookup lookup;
  private final Sse sse;
  private final Intake intake;
  private final Archive archive;
  private final Clock clock;

  UploadHandlers(Lookup lookup, Sse sse, Intake intake, Archive archive, S3Settings settings) {
    this.lookup = lookup;
    this.sse = sse;
    this.intake = intake;
    this.archive = archive;
    this.clock = settings.clock();
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.CREATE_MULTIPART_UPLOAD, this::create);
    handlers.put(S3Operation.UPLOAD_PART, this::part);
    handlers.put(S3Operation.UPLOAD_PART_COPY, this::partCopy);
    handlers.put(S3Operation.ABORT_MULTIPART_UPLOAD, this::abort);
  }

  private Answer create(S3Request request) throws IOException {
    Bucket bucket = lookup.bucketForWrite(request);
    Attributes attributes = ObjectHeaders.read(request.headers(), sse.forWrite(request));
    if (attributes.encryption() instanceof Encryption.SseKms) {
      Sse.needForParts(request);
    }
    ChecksumAlgorithm wanted = ChecksumHeaders.wanted(request.headers());
    ChecksumAlgorithm algorithm = wanted == null ? ChecksumAlgorithm.CRC64NVME : wanted;
    String type = request.headers().get("x-amz-checksum-type");
    UploadInfo draft =
        new UploadInfo(
            null,
            request.key(),
            0,
            attributes,
            Tags.ofHeader(request),
            algorithm,
            Multipart.type(algorithm, type),
            wanted != null);
    return answer(request, bucket.uploads().begin(draft).info());
  }

  private static Answer answer(S3Request request, UploadInfo info) {
    Answer answer =
        Xml.result("InitiateMultipartUploadResult")
            .text("Bucket", request.bucket())
            .text("Key", request.key())
            .text("UploadId", info.uploadId())
            .answer()
            .with(Sse.echoOfWrite(info.attributes().encryption()));
    return info.algorithmChosen()
        ? answer
            .with("x-amz-checksum-algorithm", info.algorithm().name())
            .with("x-amz-checksum-type", info.type().name())
        : answer;
  }

  private Answer part(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    int number = Multipart.partNumber(request.query().get("partNumber"));
    Upload upload = Multipart.upload(request, bucket);
    Encryption encryption = upload.info().attributes().encryption();
    sse.checkPart(request, encryption);
    BodyCheck check = new BodyCheck(request);
    checkAlgorithm(upload.info(), check);
    ChecksumAlgorithm algorithm = upload.info().algorithm();
    try (Draft draft = bucket.draft()) {
      Sums taken = intake.take(request, check, algorithm, encryption, draft);
      Part part = upload.put(number, draft, taken, clock.millis());
      Answer answer =
          Answer.of(200)
              .with("ETag", Formats.quoted(part.sums().etag()))
              .with(Sse.echo(encryption));
      return taken.claimed() == null
          ? answer
          : answer.with(taken.claimed().header(), taken.claimedValue());
    }
  }

  /**
   * An upload that was begun with an algorithm takes parts with that one alone; parts without any
   * only where the checksum covers the whole object.
   */
  private static void checkAlgorithm(UploadInfo upload, BodyCheck check) {
    ChecksumAlgorithm actual = check.algorithm();
    boolean optional = actual == null && upload.type() == ChecksumType.FULL_OBJECT;
    if (upload.algorithmChosen() && actual != upload.algorithm() && !optional) {
      throw S3Errors.invalidRequest(
          "Checksum Type mismatch occurred, expected checksum Type: "
              + upload.algorithm().lowerCase()
              + ", actual checksum Type: "
              + (actual == null ? "null" : actual.lowerCase()));
    }
  }

  private Answer partCopy(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    int number = Multipart.partNumber(request.query().get("partNumber"));
    Upload upload = Multipart.upload(request, bucket);
    sse.checkPart(request, upload.info().attributes().encryption());
    CopySource from = CopySource.of(request);
    Bucket source = lookup.bucket(from.bucket());
    try (OpenContent open = lookup.open(request, source, from.key(), from.versionId());
        Draft draft = bucket.draft()) {
      Preconditions.checkCopySource(request.headers(), open.version());
      CustomerKey key = CustomerKey.ofCopySource(request.headers());
      sse.checkRead(request, open.version().attributes().encryption(), key);
      archive.requireActive(open.version());
      Part part = copyPart(request, upload, number, open, draft);
      Xml xml =
          Xml.result("CopyPartResult")
              .text("LastModified", Formats.iso(part.uploadedMillis()))
              .text("ETag", Formats.quoted(part.sums().etag()));
      return xml.answer().with(Sse.echo(upload.info().attributes().encryption()));
    }
  }

  private Part copyPart(S3Request request, Upload upload, int number, OpenContent open, Draft draft)
      throws IOException {
    long size = open.version().content().size();
    ByteRange asked = ByteRange.parse(request.headers().get("x-amz-copy-source-range"), size);
    ByteRange range = asked == null ? new ByteRange(0, size) : asked;
    UploadInfo info = upload.info();
    try (InputStream in = open.stream(range.offset(), range.length())) {
      Sums taken =
          intake.take(in, range.length(), info.algorithm(), info.attributes().encryption(), draft);
      return upload.put(number, draft, taken, clock.millis());
    }
  }

  private Answer abort(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    bucket.uploads().abort(Multipart.upload(request, bucket));
    return Answer.of(204);
  }
}
