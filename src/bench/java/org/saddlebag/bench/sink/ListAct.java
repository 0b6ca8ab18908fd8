package org.saddlebag.bench.sink;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** ListObjectsV2 and its elder: paged, by prefix and delimiter. */
final class ListAct {

  private static final String MOST_KEYS = "1000";

  private final Map<String, String> query;
  private final Bucket bucket;
  private final String prefix;
  private final String delimiter;
  private final int most;
  private final StringBuilder entries = new StringBuilder();
  private int count;
  private String last;

  ListAct(RequestHead head, Bucket bucket) {
    this.query = head.query();
    this.bucket = bucket;
    this.prefix = query.getOrDefault("prefix", "");
    this.delimiter = query.getOrDefault("delimiter", "");
    this.most = Integer.parseInt(query.getOrDefault("max-keys", MOST_KEYS));
  }

  Answer answer() {
    boolean more = collect(start());
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    element(xml, "Prefix", shown(prefix));
    element(xml, "MaxKeys", String.valueOf(most));
    element(xml, "IsTruncated", String.valueOf(more));
    if (query.containsKey("list-type")) {
      element(xml, "KeyCount", String.valueOf(count));
    }
    if (query.containsKey("encoding-type")) {
      element(xml, "EncodingType", "url");
    }
    if (more) {
      element(xml, "NextMarker", shown(last));
      element(xml, "NextContinuationToken", URLEncoder.encode(last, StandardCharsets.UTF_8));
    }
    return Answer.xml(200, xml.append(entries).append("</ListBucketResult>").toString());
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Everything listed comes behind this. */
  private String start() {
    String token = query.get("continuation-token");
    if (token != null) {
      return URLDecoder.decode(token, StandardCharsets.UTF_8);
    }
    return query.getOrDefault("start-after", query.getOrDefault("marker", ""));
  }

  /** Fills one page; says whether there is more. */
  private boolean collect(String start) {
    String from = start.compareTo(prefix) > 0 ? start : prefix;
    boolean included = !from.equals(start) || start.isEmpty();
    for (Map.Entry<String, StoredObject> entry :
        bucket.objects().tailMap(from, included).entrySet()) {
      String key = entry.getKey();
      if (!key.startsWith(prefix)) {
        return false;
      }
      String folder = folder(key);
      boolean known = folder != null && (folder.equals(last) || folder.equals(start));
      if (!known && count == most) {
        return true;
      }
      if (!known) {
        add(key, entry.getValue(), folder);
      }
    }
    return false;
  }

  private void add(String key, StoredObject object, String folder) {
    count++;
    last = folder == null ? key : folder;
    if (folder != null) {
      entries.append("<CommonPrefixes>");
      element(entries, "Prefix", shown(folder));
      entries.append("</CommonPrefixes>");
      return;
    }
    entries.append("<Contents>");
    element(entries, "Key", shown(key));
    element(entries, "LastModified", object.modified().toString());
    element(entries, "ETag", '"' + object.etag() + '"');
    element(entries, "Size", String.valueOf(object.length()));
    element(entries, "StorageClass", "STANDARD");
    entries.append("</Contents>");
  }

  /** The common prefix that a key falls under, or null. */
  private String folder(String key) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }

  private String shown(String key) {
    return query.containsKey("encoding-type")
        ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/")
        : escaped(key);
  }

  private static void element(StringBuilder xml, String name, String value) {
    xml.append('<').append(name).append('>').append(value);
    xml.append("</").append(name).append('>');
  }
}
