package org.saddlebag.bench.sink;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of a request.
 *
 * @param method in capitals
 * @param bucket empty for the service itself
 * @param key empty for the bucket itself
 * @param query decoded; a name without value has an empty one
 * @param headers by lower-case name
 */
record RequestHead(
    String method,
    String bucket,
    String key,
    Map<String, String> query,
    Map<String, String> headers) {

  static RequestHead parse(String head) {
    String[] lines = head.split("\r\n");
    String[] first = lines[0].split(" ");
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, lines[i].substring(colon + 1).strip());
    }
    int mark = first[1].indexOf('?');
    String path = mark < 0 ? first[1] : first[1].substring(0, mark);
    int slash = path.indexOf('/', 1);
    String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
    String key = slash < 0 ? "" : decoded(path.substring(slash + 1).replace("+", "%2B"));
    return new RequestHead(
        first[0], bucket, key, mark < 0 ? Map.of() : query(first[1].substring(mark + 1)), headers);
  }

  /** Null where it was not sent. */
  String header(String name) {
    return headers.get(name);
  }

  boolean asks(String name) {
    return query.containsKey(name);
  }

  boolean closes() {
    return "close".equalsIgnoreCase(header("connection"));
  }

  /** The headers that belong to the object and come back with it. */
  Map<String, String> kept() {
    Map<String, String> kept = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith("x-amz-meta-") || name.equals("content-type")) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          decoded(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0
        ? text
        : URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
