package org.saddlebag.local.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.local.wire.ApiError;

/**
 * A stretch of an object.
 *
 * @param offset the first byte
 * @param length how many bytes, at least one
 */
record ByteRange(long offset, long length) {

  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * Reads a {@code Range} header. Several ranges, and what is no range, count as none: S3 answers
   * the whole object.
   *
   * @param header the header, or null
   * @param size bytes of the object
   * @return the range, or null for the whole object
   */
  static ByteRange parse(String header, long size) {
    Matcher matcher = ONE.matcher(header == null ? "" : header.trim());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return null;
    }
    if (matcher.group(1).isEmpty()) {
      long length = Math.min(size, Long.parseLong(matcher.group(2)));
      return checked(size - length, length, size, header);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
    if (last < first && !matcher.group(2).isEmpty()) {
      return null;
    }
    return checked(first, Math.min(last, size - 1) - first + 1, size, header);
  }

  private static ByteRange checked(long offset, long length, long size, String header) {
    if (offset >= size || length <= 0) {
      throw new ApiError(416, "InvalidRange", "The requested range is not satisfiable")
          .detail("RangeRequested", header)
          .detail("ActualObjectSize", Long.toString(size))
          .header("Content-Range", "bytes */" + size);
    }
    return new ByteRange(offset, length);
  }

  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
