package org.saddlebag.bench.sink;

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

  void put(int number, Blob part) {
    Blob old = parts.put(number, part);
    if (old != null) {
      old.release();
    }
  }

  void release() {
    for (Blob part : parts.values()) {
      part.release();
    }
  }
}
