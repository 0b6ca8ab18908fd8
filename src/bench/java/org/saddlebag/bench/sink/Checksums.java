package org.saddlebag.bench.sink;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What clients say about their bytes: believed, kept and echoed. */
final class Checksums {

  static final String TYPE = "x-amz-checksum-type";
  private static final String PREFIX = "x-amz-checksum-";
  private static final Set<String> KINDS =
      Set.of("crc32", "crc32c", "crc64nvme", "sha1", "sha256", "type");
  private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

  private Checksums() {}

  static void keep(Map<String, String> checksums, String name, String value) {
    if (name.startsWith(PREFIX) && KINDS.contains(name.substring(PREFIX.length()))) {
      checksums.put(name, value);
    }
  }

  /** As they stand in the XML answers. */
  static String xml(Map<String, String> checksums) {
    StringBuilder xml = new StringBuilder();
    checksums.forEach(
        (name, value) -> {
          String kind = name.substring(PREFIX.length());
          String element =
              "Checksum" + (name.equals(TYPE) ? "Type" : kind.toUpperCase(Locale.ROOT));
          xml.append("<%s>%s</%s>".formatted(element, value, element));
        });
    return xml.toString();
  }

  /** The MD5 that the client sent, else something that no other object has. */
  static String etag(String contentMd5) {
    return contentMd5 == null
        ? "%032x".formatted(SERIAL.incrementAndGet())
        : HexFormat.of().formatHex(Base64.getDecoder().decode(contentMd5));
  }
}
