package org.saddlebag.camel.s3object;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The object keys that a flow works on, each once at a time, so that no content of a key overtakes
 * a newer one. Safe for use by several threads.
 */
final class KeysInHand {

  private final Map<String, CountDownLatch> keys = new ConcurrentHashMap<>();

  /** Takes a key, unless it is in hand already. */
  boolean take(String key) {
    return keys.putIfAbsent(key, new CountDownLatch(1)) == null;
  }

  void leave(String key) {
    CountDownLatch left = keys.remove(key);
    if (left != null) {
      left.countDown();
    }
  }

  /** Waits for a key that another one has in hand; whether it can be had now shows when taking. */
  void awaitLeft(String key, long millis) throws InterruptedException {
    CountDownLatch left = keys.get(key);
    if (left != null) {
      boolean unused = left.await(millis, TimeUnit.MILLISECONDS);
    }
  }
}
