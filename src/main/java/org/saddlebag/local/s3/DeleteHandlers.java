package org.saddlebag.local.s3;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.Deletion;
import org.saddlebag.local.wire.Answer;

/** DeleteObject and DeleteObjects. */
final class DeleteHandlers {

  /** "DeleteObjects": up to 1,000 keys. */
  private static final int MAX_KEYS = 1000;

  private final Lookup lookup;

  DeleteHandlers(Lookup lookup) {
    this.lookup = lookup;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.DELETE_OBJECT, this::one);
    handlers.put(S3Operation.DELETE_OBJECTS, this::many);
  }

  private Answer one(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    Deletion deletion = delete(bucket, request.key(), request.query().get("versionId"));
    return Answer.of(204)
        .with("x-amz-version-id", deletion.versionId())
        .with("x-amz-delete-marker", deletion.deleteMarker() ? "true" : null);
  }

  private static Deletion delete(Bucket bucket, String key, String versionId) throws IOException {
    return versionId == null ? bucket.delete(key) : bucket.delete(key, versionId);
  }

  private Answer many(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    BodyCheck check = new BodyCheck(request);
    if (!check.isProtected()) {
      throw S3Errors.invalidRequest(
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
    XmlNode document = Intake.document(request, check);
    List<XmlNode> objects = document.all("Object");
    if (objects.isEmpty() || objects.size() > MAX_KEYS) {
      throw S3Errors.malformedXml();
    }
    boolean quiet = "true".equals(document.value("Quiet"));
    Xml xml = Xml.result("DeleteResult");
    for (XmlNode object : objects) {
      delete(request, bucket, object, quiet, xml);
    }
    return xml.answer();
  }

  private static void delete(
      S3Request request, Bucket bucket, XmlNode object, boolean quiet, Xml xml) throws IOException {
    String key = object.need("Key");
    String versionId = object.value("VersionId");
    if (versionId != null && !request.identity().may("s3:DeleteObjectVersion")) {
      xml.open("Error")
          .text("Key", key)
          .text("VersionId", versionId)
          .text("Code", "AccessDenied")
          .text("Message", "Access Denied")
          .close();
      return;
    }
    Deletion deletion = delete(bucket, key, versionId);
    if (!quiet) {
      xml.open("Deleted").text("Key", key).text("VersionId", versionId);
      if (deletion.deleteMarker()) {
        xml.text("DeleteMarker", "true").text("DeleteMarkerVersionId", deletion.versionId());
      }
      xml.close();
    }
  }
}
