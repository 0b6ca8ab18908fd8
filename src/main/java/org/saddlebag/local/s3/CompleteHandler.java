package org.saddlebag.local.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.saddlebag.local.store.Assembly;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.Checksum;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.store.ChecksumType;
import org.saddlebag.local.store.Content;
import org.saddlebag.local.store.Encryption;
import org.saddlebag.local.store.NewObject;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.store.Part;
import org.saddlebag.local.store.Upload;
import org.saddlebag.local.store.UploadInfo;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.ApiError;

/** CompleteMultipartUpload. */
final class CompleteHandler {

  private final Lookup lookup;
  private final long minimumPartBytes;
  private final boolean repeatable;

  CompleteHandler(Lookup lookup, S3Settings settings) {
    this.lookup = lookup;
    this.minimumPartBytes = settings.minimumPartBytes();
    this.repeatable = settings.repeatableComplete();
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.COMPLETE_MULTIPART_UPLOAD, this::complete);
  }

  private Answer complete(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    XmlNode document = Intake.document(request, BodyCheck.ofDocument(request));
    ObjectVersion before = completedBefore(request, bucket);
    if (before != null) {
      return answer(request, bucket, before);
    }
    Upload upload = Multipart.upload(request, bucket);
    if (upload.info().attributes().encryption() instanceof Encryption.SseKms) {
      Sse.needForParts(request);
    }
    List<Part> parts = choose(upload, document.all("Part"));
    Content content = new Assembly(upload.info(), parts).content();
    checkWhole(request, content);
    UploadInfo info = upload.info();
    NewObject object = new NewObject(info.key(), content, info.attributes(), info.tags());
    ObjectVersion stored =
        bucket.uploads().complete(upload, bucket, object, Lookup.condition(request));
    return answer(request, bucket, stored);
  }

  /** "CompleteMultipartUpload is idempotent": the answer was lost, and the client asks again. */
  private ObjectVersion completedBefore(S3Request request, Bucket bucket) {
    ObjectVersion current = repeatable ? bucket.find(request.key(), null) : null;
    boolean same =
        current != null
            && !current.isDeleteMarker()
            && request.query().get("uploadId", "").equals(current.content().uploadId());
    return same ? current : null;
  }

  private List<Part> choose(Upload upload, List<XmlNode> named) {
    if (named.isEmpty()) {
      throw S3Errors.malformedXml();
    }
    Map<Integer, Part> there =
        upload.parts().stream().collect(Collectors.toMap(Part::number, Function.identity()));
    List<Part> chosen = new ArrayList<>();
    int last = 0;
    for (XmlNode node : named) {
      int number = Multipart.partNumber(node.need("PartNumber").trim());
      if (number <= last) {
        throw new ApiError(
            400, "InvalidPartOrder", "The list of parts was not in ascending order.");
      }
      last = number;
      chosen.add(choose(upload.info(), there.get(number), number, node));
    }
    checkSizes(chosen);
    return chosen;
  }

  private static Part choose(UploadInfo upload, Part part, int number, XmlNode node) {
    String checksum = node.value("Checksum" + upload.algorithm().name());
    if (checksum == null && upload.algorithmChosen() && upload.type() == ChecksumType.COMPOSITE) {
      String name = upload.algorithm().name().toLowerCase(Locale.ROOT);
      throw S3Errors.invalidRequest(
          "The upload was created using a "
              + name
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + number
              + " in the request.");
    }
    boolean same =
        part != null
            && part.etag().equals(Formats.unquoted(node.need("ETag")))
            && (checksum == null || checksum.equals(part.checksum()));
    if (!same) {
      throw new ApiError(
              400,
              "InvalidPart",
              "One or more of the specified parts could not be found. The part may not have been"
                  + " uploaded, or the specified entity tag may not match the part's entity tag.")
          .detail("PartNumber", Integer.toString(number));
    }
    return part;
  }

  private void checkSizes(List<Part> parts) {
    for (Part part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < minimumPartBytes) {
        throw new ApiError(
                400,
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size")
            .detail("PartNumber", Integer.toString(part.number()))
            .detail("ProposedSize", Long.toString(part.size()))
            .detail("MinSizeAllowed", Long.toString(minimumPartBytes));
      }
    }
  }

  /** Compares with what the client says of the whole object. */
  private static void checkWhole(S3Request request, Content content) {
    String size = request.headers().get("x-amz-mp-object-size");
    if (size != null && !size.equals(Long.toString(content.size()))) {
      throw S3Errors.invalidRequest(
          "The provided 'x-amz-mp-object-size' header value "
              + size
              + " does not match what was computed: "
              + content.size());
    }
    Checksum computed = content.checksum();
    String type = request.headers().get("x-amz-checksum-type");
    if (type != null && !type.equals(computed.type().name())) {
      throw S3Errors.invalidRequest(
          "The checksum type of the request does not match that of the upload.");
    }
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String value = request.headers().get(algorithm.header());
      boolean right = algorithm == computed.algorithm() && computed.value().equals(value);
      if (value != null && !right) {
        throw S3Errors.badDigest(algorithm.name());
      }
    }
  }

  private static Answer answer(S3Request request, Bucket bucket, ObjectVersion stored) {
    Xml xml =
        Xml.result("CompleteMultipartUploadResult")
            .text("Location", "/" + request.bucket() + "/" + request.key())
            .text("Bucket", request.bucket())
            .text("Key", request.key())
            .text("ETag", Formats.quoted(stored.content().etag()));
    return ChecksumHeaders.answer(xml, stored.content().checksum())
        .answer()
        .with("x-amz-version-id", Lookup.toldVersion(bucket, stored))
        .with(Sse.echoOfWrite(stored.attributes().encryption()));
  }
}
