package org.saddlebag.local.s3;

import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.Buckets;
import org.saddlebag.local.store.Condition;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.store.OpenContent;
import org.saddlebag.local.store.Versioning;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Headers;

/** Finds what a request names, or refuses in the right words. */
final class Lookup {

  /** "Naming Amazon S3 objects": at most 1,024 bytes of UTF-8. */
  private static final int MAX_KEY_BYTES = 1024;

  private final Buckets buckets;

  Lookup(Buckets buckets) {
    this.buckets = buckets;
  }

  Bucket bucket(S3Request request) {
    return bucket(request.bucket());
  }

  Bucket bucket(String name) {
    Bucket bucket = buckets.find(name);
    if (bucket == null) {
      throw S3Errors.noSuchBucket(name);
    }
    return bucket;
  }

  /** The bucket of a write, whose key must not be too long. */
  Bucket bucketForWrite(S3Request request) {
    int length = request.key().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (length > MAX_KEY_BYTES) {
      throw new ApiError(400, "KeyTooLongError", "Your key is too long")
          .detail("Size", Integer.toString(length))
          .detail("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
    }
    return bucket(request);
  }

  /** The version a request names, which has content. */
  ObjectVersion version(S3Request request) {
    return version(request, bucket(request), request.key(), request.query().get("versionId"));
  }

  ObjectVersion version(S3Request request, Bucket bucket, String key, String versionId) {
    ObjectVersion version = bucket.find(key, versionId);
    if (version == null && versionId != null) {
      throw new ApiError(404, "NoSuchVersion", "The specified version does not exist.")
          .detail("Key", key)
          .detail("VersionId", versionId);
    }
    if (version == null || version.isDeleteMarker()) {
      throw missing(request, key, versionId, version);
    }
    return version;
  }

  /** Who may not list must not learn which keys exist. */
  private static ApiError missing(
      S3Request request, String key, String versionId, ObjectVersion marker) {
    if (!request.identity().may("s3:ListBucket")) {
      return S3Errors.accessDenied(
          request.identity() + " is not authorized to perform: s3:ListBucket");
    }
    if (marker == null) {
      return S3Errors.noSuchKey(key);
    }
    ApiError error =
        versionId == null
            ? S3Errors.noSuchKey(key)
            : new ApiError(
                405, "MethodNotAllowed", "The specified method is not allowed on a delete marker.");
    return error
        .header("x-amz-delete-marker", "true")
        .header("x-amz-version-id", marker.versionId());
  }

  /** Opens a version; looks again where it was replaced in between. */
  OpenContent open(S3Request request, Bucket bucket, String key, String versionId) {
    while (true) {
      OpenContent content = bucket.open(version(request, bucket, key, versionId));
      if (content != null) {
        return content;
      }
    }
  }

  /** The version id that answers tell; null in buckets that never had versions. */
  static String toldVersion(Bucket bucket, ObjectVersion version) {
    return bucket.info().versioning() == Versioning.OFF ? null : version.versionId();
  }

  /** The condition of a put or of the completion of an upload. */
  static Condition condition(S3Request request) {
    Headers headers = request.headers();
    String absent = headers.get("if-none-match");
    if (absent != null && !absent.trim().equals("*")) {
      throw S3Errors.notImplemented();
    }
    String match = headers.get("if-match");
    if (match != null) {
      request.need("s3:GetObject");
    }
    return new Condition(match == null ? null : Formats.unquoted(match), absent != null);
  }
}
