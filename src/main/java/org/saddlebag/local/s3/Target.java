package org.saddlebag.local.s3;

import org.saddlebag.local.wire.Percent;
import org.saddlebag.local.wire.Request;

/**
 * Bucket and key that a request names, by path or by a host name like {@code bucket.localhost}.
 *
 * @param bucket the bucket, or null
 * @param key the object key, or null
 */
record Target(String bucket, String key) {

  static Target of(Request request) {
    String path = request.path().startsWith("/") ? request.path().substring(1) : request.path();
    String host = virtualBucket(request.headers().get("host", ""));
    if (host != null) {
      return new Target(host, decoded(path));
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new Target(decoded(path), null)
        : new Target(decoded(path.substring(0, slash)), decoded(path.substring(slash + 1)));
  }

  private static String virtualBucket(String host) {
    int end = host.indexOf(".localhost");
    return end > 0 ? host.substring(0, end) : null;
  }

  private static String decoded(String part) {
    return part.isEmpty() ? null : Percent.decode(part, false);
  }
}
