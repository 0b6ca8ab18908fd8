package org.saddlebag.bench.sink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The objects and the uploads under way of one bucket. */
final class Bucket {

  private final ConcurrentNavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicLong uploadIds = new AtomicLong();

  /** By key; a live view. */
  ConcurrentNavigableMap<String, StoredObject> objects() {
    return objects;
  }

  /**
   * Stores an object.
   *
   * @return false where the key is taken and must not be
   */
  boolean put(String key, StoredObject object, boolean onlyIfAbsent) {
    StoredObject old = onlyIfAbsent ? objects.putIfAbsent(key, object) : objects.put(key, object);
    if (old == null) {
      return true;
    }
    (onlyIfAbsent ? object : old).release();
    return !onlyIfAbsent;
  }

  void delete(String key) {
    StoredObject old = objects.remove(key);
    if (old != null) {
      old.release();
    }
  }

  void clear() {
    for (String key : objects.keySet()) {
      delete(key);
    }
    for (String id : uploads.keySet()) {
      uploads.remove(id).release();
    }
  }

  String begin(Upload upload) {
    String id = "upload-" + uploadIds.incrementAndGet();
    uploads.put(id, upload);
    return id;
  }

  /** Null where there is none. */
  Upload upload(String id) {
    return uploads.get(id);
  }

  void forget(String id) {
    uploads.remove(id);
  }
}
