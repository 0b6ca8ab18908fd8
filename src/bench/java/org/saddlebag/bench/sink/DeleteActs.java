package org.saddlebag.bench.sink;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DeleteObject, DeleteObjects, and DeleteBucket, which here empties it. */
final class DeleteActs {

  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private DeleteActs() {}

  static Answer delete(RequestHead head, Bucket bucket) {
    bucket.delete(head.key());
    return Answer.of(204);
  }

  static Answer deleteMany(Bucket bucket, String document) {
    Matcher keys = KEY.matcher(document);
    while (keys.find()) {
      bucket.delete(unescaped(keys.group(1)));
    }
    return Answer.xml(200, "<DeleteResult/>");
  }

  static Answer empty(Bucket bucket) {
    bucket.clear();
    return Answer.of(204);
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
