package org.saddlebag.local.s3;

import java.time.Instant;
import java.util.stream.Stream;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Headers;

/** Conditions on reads and on the source of copies (RFC 9110, section 13, as S3 applies it). */
final class Preconditions {

  private final Headers headers;
  private final String prefix;
  private final String etag;
  private final Instant modified;

  private Preconditions(Headers headers, String prefix, ObjectVersion version) {
    this.headers = headers;
    this.prefix = prefix;
    this.etag = version.content().etag();
    // Dates in headers have no parts of a second.
    this.modified = Instant.ofEpochSecond(version.lastModified().getEpochSecond());
  }

  static void checkRead(Headers headers, ObjectVersion version) {
    Preconditions conditions = new Preconditions(headers, "", version);
    conditions.checkMatch();
    if (conditions.isNotModified()) {
      throw new ApiError(304, "NotModified", "Not Modified")
          .header("ETag", Formats.quoted(conditions.etag));
    }
  }

  static void checkCopySource(Headers headers, ObjectVersion version) {
    Preconditions conditions = new Preconditions(headers, "x-amz-copy-source-", version);
    conditions.checkMatch();
    if (conditions.isNotModified()) {
      throw S3Errors.preconditionFailed("x-amz-copy-source-If-None-Match");
    }
  }

  private void checkMatch() {
    String match = headers.get(prefix + "if-match");
    Instant since = Formats.parseHttp(headers.get(prefix + "if-unmodified-since"));
    if (match != null && !names(match)) {
      throw S3Errors.preconditionFailed("If-Match");
    }
    if (match == null && since != null && modified.isAfter(since)) {
      throw S3Errors.preconditionFailed("If-Unmodified-Since");
    }
  }

  private boolean isNotModified() {
    String match = headers.get(prefix + "if-none-match");
    Instant since = Formats.parseHttp(headers.get(prefix + "if-modified-since"));
    return match != null ? names(match) : since != null && !modified.isAfter(since);
  }

  private boolean names(String etags) {
    return etags.trim().equals("*")
        || Stream.of(etags.split(",", -1)).map(Formats::unquoted).anyMatch(etag::equals);
  }
}
