package org.saddlebag.local.s3;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.BucketInfo;
import org.saddlebag.local.store.Buckets;
import org.saddlebag.local.store.Versioning;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.ApiError;

/** Operations on buckets themselves. */
final class BucketHandlers {

  /** "Bucket naming rules", general purpose buckets, as far as they are about characters. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Buckets buckets;
  private final Lookup lookup;
  private final S3Settings settings;

  BucketHandlers(Buckets buckets, Lookup lookup, S3Settings settings) {
    this.buckets = buckets;
    this.lookup = lookup;
    this.settings = settings;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.LIST_BUCKETS, r -> list());
    handlers.put(S3Operation.CREATE_BUCKET, this::create);
    handlers.put(S3Operation.HEAD_BUCKET, this::head);
    handlers.put(S3Operation.DELETE_BUCKET, this::delete);
    handlers.put(S3Operation.GET_BUCKET_LOCATION, this::location);
    handlers.put(S3Operation.GET_BUCKET_VERSIONING, this::versioning);
    handlers.put(S3Operation.PUT_BUCKET_VERSIONING, this::setVersioning);
  }

  private Answer list() {
    Xml xml = Xml.result("ListAllMyBucketsResult");
    xml.open("Owner").text("ID", "local").text("DisplayName", "local").close().open("Buckets");
    for (BucketInfo info : buckets.list()) {
      xml.open("Bucket")
          .text("Name", info.name())
          .text("CreationDate", Formats.iso(info.createdMillis()))
          .close();
    }
    return xml.answer();
  }

  private Answer create(S3Request request) throws IOException {
    String name = request.bucket();
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new ApiError(400, "InvalidBucketName", "The specified bucket is not valid.")
          .detail("BucketName", name);
    }
    if (!buckets.create(name, settings.newBucket())) {
      throw new ApiError(
              409,
              "BucketAlreadyOwnedByYou",
              "Your previous request to create the named bucket succeeded and you already own it.")
          .detail("BucketName", name);
    }
    return Answer.of(200).with("Location", "/" + name);
  }

  private Answer head(S3Request request) {
    lookup.bucket(request);
    return Answer.of(200).with("x-amz-bucket-region", settings.region());
  }

  private Answer delete(S3Request request) throws IOException {
    buckets.remove(lookup.bucket(request));
    return Answer.of(204);
  }

  private Answer location(S3Request request) {
    lookup.bucket(request);
    // The Region is the root's text, and empty for us-east-1.
    String text = settings.region().equals("us-east-1") ? "" : settings.region();
    return Xml.locationConstraint(text).answer();
  }

  private Answer versioning(S3Request request) {
    BucketInfo info = lookup.bucket(request).info();
    String status =
        switch (info.versioning()) {
          case OFF -> null;
          case ENABLED -> "Enabled";
          case SUSPENDED -> "Suspended";
        };
    return Xml.result("VersioningConfiguration")
        .text("Status", status)
        .text("MfaDelete", info.documents().get(BucketDocuments.MFA_DELETE))
        .answer();
  }

  private Answer setVersioning(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    XmlNode document = Intake.document(request, new BodyCheck(request));
    String status = document.need("Status");
    setMfaDelete(request, bucket, document.value("MfaDelete"));
    switch (status) {
      case "Enabled" -> bucket.setVersioning(Versioning.ENABLED);
      case "Suspended" -> bucket.setVersioning(Versioning.SUSPENDED);
      default -> throw S3Errors.malformedXml();
    }
    return Answer.of(200);
  }

  /** "Configuring MFA delete": only a request with a code may change it; any code will do here. */
  private static void setMfaDelete(S3Request request, Bucket bucket, String wanted)
      throws IOException {
    if (wanted == null) {
      return;
    }
    if (!request.headers().has("x-amz-mfa")) {
      throw S3Errors.accessDenied("MfaDelete can only be changed with x-amz-mfa.");
    }
    bucket.configure(BucketDocuments.MFA_DELETE, wanted);
  }
}
