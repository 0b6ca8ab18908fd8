package org.saddlebag.local.s3;

import org.saddlebag.local.auth.AuthFailure;
import org.saddlebag.local.store.StoreConflict;
import org.saddlebag.local.wire.ApiError;

/** The refusals of S3 ("Error responses" in the API reference). */
final class S3Errors {

  private S3Errors() {}

  static ApiError accessDenied(String why) {
    return new ApiError(403, "AccessDenied", why);
  }

  static ApiError invalidArgument(String message, String name, String value) {
    return new ApiError(400, "InvalidArgument", message)
        .detail("ArgumentName", name)
        .detail("ArgumentValue", value == null ? "null" : value);
  }

  static ApiError invalidRequest(String message) {
    return new ApiError(400, "InvalidRequest", message);
  }

  static ApiError badDigest(String what) {
    return new ApiError(
        400, "BadDigest", "The " + what + " you specified did not match the calculated checksum.");
  }

  static ApiError malformedXml() {
    return new ApiError(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  static ApiError notImplemented() {
    return new ApiError(
        501,
        "NotImplemented",
        "A header or query you provided implies functionality that is not" + " implemented.");
  }

  static ApiError noSuchBucket(String bucket) {
    return new ApiError(404, "NoSuchBucket", "The specified bucket does not exist")
        .detail("BucketName", bucket);
  }

  static ApiError noSuchKey(String key) {
    return new ApiError(404, "NoSuchKey", "The specified key does not exist.").detail("Key", key);
  }

  static ApiError noSuchUpload(String uploadId) {
    return new ApiError(
            404,
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may"
                + " have been aborted or completed.")
        .detail("UploadId", uploadId);
  }

  static ApiError preconditionFailed(String condition) {
    return new ApiError(
            412,
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold")
        .detail("Condition", condition);
  }

  static ApiError of(StoreConflict conflict, S3Request request) {
    return switch (conflict.kind()) {
      case PRECONDITION ->
          preconditionFailed(request.headers().has("if-none-match") ? "If-None-Match" : "If-Match");
      case NO_SUCH_KEY -> noSuchKey(request.key());
      case NO_SUCH_UPLOAD -> noSuchUpload(request.query().get("uploadId", ""));
      case NO_SUCH_BUCKET -> noSuchBucket(request.bucket());
      case BUCKET_NOT_EMPTY ->
          new ApiError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    };
  }

  static ApiError of(AuthFailure failure) {
    String message = failure.getMessage();
    return switch (failure.kind()) {
      case ABSENT, EXPIRED -> accessDenied(message);
      case MALFORMED -> new ApiError(400, "AuthorizationHeaderMalformed", message);
      case UNKNOWN_KEY -> new ApiError(403, "InvalidAccessKeyId", message);
      case MISMATCH -> new ApiError(403, "SignatureDoesNotMatch", message);
      case SKEWED -> new ApiError(403, "RequestTimeTooSkewed", message);
    };
  }
}
