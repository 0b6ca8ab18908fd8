package org.saddlebag.local.s3;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** Dates and texts in the forms S3 writes them. */
final class Formats {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private Formats() {}

  static String iso(Instant time) {
    return ISO.format(time);
  }

  static String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis));
  }

  static String http(Instant time) {
    return HTTP.format(time);
  }

  /** The time of a header, or null where it is absent or no date, which S3 treats alike. */
  static Instant parseHttp(String header) {
    try {
      return header == null ? null : Instant.from(HTTP.parse(header));
    } catch (DateTimeException e) {
      return null;
    }
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }

  static String unquoted(String etag) {
    String trimmed = etag.trim();
    boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    return quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
  }

  /**
   * A metadata value as it goes into a header. S3 answers non-ASCII values as RFC 2047 words around
   * text that was encoded twice: its UTF-8 bytes, taken for ISO-8859-1, in UTF-8 again.
   */
  static String metadata(String value) {
    if (value.chars().allMatch(c -> c >= ' ' && c < 127)) {
      return value;
    }
    String asLatin =
        new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    byte[] twice = asLatin.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(twice) + "?=";
  }
}
