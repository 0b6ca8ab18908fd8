package org.saddlebag.bench.sink;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A multipart upload under way.
 *
 * @param headers what goes with the object
 * @param parts by number
 */
record Upload(Map<String, String> headers, Map<Integer, Blob> parts) {

  Upload(Map<String, String> headers) {
    this(headers, new ConcurrentHashMap<>());
  }

  void put(int number, Blob part) throws IOException {
    Blob old = parts.put(number, part);
    if (old != null) {
      old.release();
    }
  }

  void release() throws IOException {
    for (Blob part : parts.values()) {
      part.release();
    }
  }
}
