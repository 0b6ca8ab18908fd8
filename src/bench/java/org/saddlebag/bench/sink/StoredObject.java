package org.saddlebag.bench.sink;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One object.
 *
 * @param parts its bytes, in order, never joined
 * @param length the sum of the parts'
 * @param etag without quotes
 * @param headers what came with it and goes with it
 * @param checksums of the whole object, as its client said
 * @param modified when it was stored
 */
record StoredObject(
    List<Blob> parts,
    long length,
    String etag,
    Map<String, String> headers,
    Map<String, String> checksums,
    Instant modified) {

  static StoredObject of(
      List<Blob> parts, String etag, Map<String, String> headers, Map<String, String> checksums) {
    long length = parts.stream().mapToLong(Blob::length).sum();
    return new StoredObject(parts, length, etag, headers, checksums, Instant.now());
  }

  void send(Wire wire, long first, long count) throws IOException {
    long start = 0;
    long end = first + count;
    for (Blob part : parts) {
      long from = Math.max(first, start);
      long to = Math.min(end, start + part.length());
      if (from < to) {
        part.send(wire, from - start, to - from);
      }
      start += part.length();
    }
  }

  void release() {
    for (Blob part : parts) {
      part.release();
    }
  }
}
