package org.saddlebag.local.s3;

import java.util.List;
import java.util.Map;
import org.saddlebag.local.store.Part;
import org.saddlebag.local.store.Upload;
import org.saddlebag.local.store.UploadInfo;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.Query;

/** ListMultipartUploads and ListParts. */
final class UploadListHandlers {

  private final Lookup lookup;

  UploadListHandlers(Lookup lookup) {
    this.lookup = lookup;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.LIST_MULTIPART_UPLOADS, this::uploads);
    handlers.put(S3Operation.LIST_PARTS, this::parts);
  }

  private Answer uploads(S3Request request) {
    ListQuery query = ListQuery.of(request.query(), "max-uploads");
    List<UploadInfo> behind = behindMarker(lookup.bucket(request).uploads().list(), request, query);
    List<UploadInfo> page = behind.subList(0, Math.min(query.maxKeys(), behind.size()));
    boolean truncated = page.size() < behind.size() && !page.isEmpty();
    Xml xml = Xml.result("ListMultipartUploadsResult").text("Bucket", request.bucket());
    query.repeat(xml, "MaxUploads").text("IsTruncated", truncated);
    if (truncated) {
      UploadInfo last = page.get(page.size() - 1);
      xml.text("NextKeyMarker", query.show(last.key()));
      xml.text("NextUploadIdMarker", last.uploadId());
    }
    for (UploadInfo upload : page) {
      xml.open("Upload")
          .text("Key", query.show(upload.key()))
          .text("UploadId", upload.uploadId())
          .text("StorageClass", upload.attributes().storageClass())
          .text("Initiated", Formats.iso(upload.initiatedMillis()))
          .close();
    }
    return xml.answer();
  }

  private static List<UploadInfo> behindMarker(
      List<UploadInfo> all, S3Request request, ListQuery query) {
    Query parameters = request.query();
    String key = parameters.get("key-marker", "");
    String id = parameters.get("upload-id-marker", "");
    int start = 0;
    for (int i = 0; i < all.size(); i++) {
      UploadInfo upload = all.get(i);
      boolean before = upload.key().compareTo(key) < 0;
      boolean at = upload.key().equals(key) && (id.isEmpty() || upload.uploadId().equals(id));
      start = before || at ? i + 1 : start;
    }
    return all.subList(start, all.size()).stream()
        .filter(u -> u.key().startsWith(query.prefix()))
        .toList();
  }

  private Answer parts(S3Request request) {
    Upload upload = Multipart.upload(request, lookup.bucket(request));
    ListQuery query = ListQuery.of(request.query(), "max-parts");
    String marker = request.query().get("part-number-marker", "0");
    int after = marker.equals("0") ? 0 : Multipart.partNumber(marker);
    List<Part> behind = upload.parts().stream().filter(p -> p.number() > after).toList();
    List<Part> page = behind.subList(0, Math.min(query.maxKeys(), behind.size()));
    Xml xml =
        Xml.result("ListPartsResult")
            .text("Bucket", request.bucket())
            .text("Key", request.key())
            .text("UploadId", upload.info().uploadId())
            .text("StorageClass", upload.info().attributes().storageClass())
            .text("PartNumberMarker", after)
            .text("NextPartNumberMarker", page.isEmpty() ? 0 : page.get(page.size() - 1).number())
            .text("MaxParts", query.maxKeys())
            .text("IsTruncated", page.size() < behind.size());
    boolean chosen = upload.info().algorithmChosen();
    if (chosen) {
      xml.text("ChecksumAlgorithm", upload.info().algorithm().name())
          .text("ChecksumType", upload.info().type().name());
    }
    page.forEach(p -> part(xml, p, chosen ? upload.info().algorithm().name() : null));
    return xml.answer();
  }

  private static void part(Xml xml, Part part, String algorithm) {
    xml.open("Part")
        .text("PartNumber", part.number())
        .text("LastModified", Formats.iso(part.uploadedMillis()))
        .text("ETag", Formats.quoted(part.etag()))
        .text("Size", part.size());
    if (algorithm != null) {
      xml.text("Checksum" + algorithm, part.checksum());
    }
    xml.close();
  }
}
