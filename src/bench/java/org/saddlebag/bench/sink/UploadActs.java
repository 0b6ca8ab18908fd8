package org.saddlebag.bench.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CreateMultipartUpload, UploadPart, CompleteMultipartUpload and AbortMultipartUpload. */
final class UploadActs {

  private static final Pattern PART_NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");

  private UploadActs() {}

  static Answer create(RequestHead head, Bucket bucket) {
    String id = bucket.begin(new Upload(head.kept()));
    Answer answer =
        Answer.xml(
            200,
            "<InitiateMultipartUploadResult>%s<UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                .formatted(place(head), id));
    for (String echoed : List.of("x-amz-checksum-algorithm", Checksums.TYPE)) {
      if (head.header(echoed) != null) {
        answer.with(echoed, head.header(echoed));
      }
    }
    return answer;
  }

  static Answer part(RequestHead head, Bucket bucket, Blob blob, Body body) {
    Upload upload = bucket.upload(head.query().get("uploadId"));
    if (upload == null) {
      blob.release();
      return noSuchUpload();
    }
    upload.put(Integer.parseInt(head.query().get("partNumber")), blob);
    String etag = Checksums.etag(head.header("content-md5"));
    return Answer.of(200).with("etag", '"' + etag + '"').with(body.checksums());
  }

  static Answer complete(RequestHead head, Bucket bucket, String document, Body body) {
    String id = head.query().get("uploadId");
    Upload upload = bucket.upload(id);
    if (upload == null) {
      return noSuchUpload();
    }
    List<Blob> parts = new ArrayList<>();
    Matcher numbers = PART_NUMBER.matcher(document);
    while (numbers.find()) {
      parts.add(upload.parts().get(Integer.parseInt(numbers.group(1))));
    }
    if (parts.isEmpty() || parts.contains(null)) {
      return Answer.error(400, "InvalidPart");
    }
    String etag = Checksums.etag(null) + "-" + parts.size();
    StoredObject object = StoredObject.of(parts, etag, upload.headers(), body.checksums());
    bucket.forget(id);
    if (!bucket.put(head.key(), object, head.header("if-none-match") != null)) {
      return Answer.error(412, "PreconditionFailed");
    }
    return Answer.xml(
        200,
        "<CompleteMultipartUploadResult>%s<ETag>\"%s\"</ETag>%s</CompleteMultipartUploadResult>"
            .formatted(place(head), etag, Checksums.xml(body.checksums())));
  }

  static Answer abort(RequestHead head, Bucket bucket) {
    String id = head.query().get("uploadId");
    Upload upload = bucket.upload(id);
    if (upload == null) {
      return noSuchUpload();
    }
    bucket.forget(id);
    upload.release();
    return Answer.of(204);
  }

  private static String place(RequestHead head) {
    return "<Bucket>%s</Bucket><Key>%s</Key>".formatted(head.bucket(), ListAct.escaped(head.key()));
  }

  private static Answer noSuchUpload() {
    return Answer.error(404, "NoSuchUpload");
  }
}
