package org.saddlebag.local.s3;

import org.saddlebag.local.wire.Percent;

/**
 * Where a copy comes from.
 *
 * @param bucket the bucket
 * @param key the object key
 * @param versionId the version, or null for the current one
 */
record CopySource(String bucket, String key, String versionId) {

  private static final String VERSION = "?versionId=";

  static CopySource of(S3Request request) {
    String header = request.headers().get("x-amz-copy-source", "");
    int mark = header.indexOf(VERSION);
    String path = Percent.decode(mark < 0 ? header : header.substring(0, mark), false);
    String plain = path.startsWith("/") ? path.substring(1) : path;
    int slash = plain.indexOf('/');
    if (slash < 1 || slash == plain.length() - 1) {
      throw S3Errors.invalidArgument(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
          "x-amz-copy-source",
          header);
    }
    String versionId = mark < 0 ? null : header.substring(mark + VERSION.length());
    request.need(versionId == null ? "s3:GetObject" : "s3:GetObjectVersion");
    return new CopySource(plain.substring(0, slash), plain.substring(slash + 1), versionId);
  }
}
