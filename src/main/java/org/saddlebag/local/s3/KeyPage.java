package org.saddlebag.local.s3;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.ObjectVersion;

/** One page of the current versions in a bucket. */
final class KeyPage {

  /** Greater than every character, so that what follows sorts behind all keys with a prefix. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  private final List<ObjectVersion> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final ListQuery query;
  private final String after;
  private String last;
  private boolean truncated;

  /**
   * Collects the page.
   *
   * @param bucket the bucket
   * @param query what to list
   * @param after the key or common prefix the page starts behind, or empty
   */
  KeyPage(Bucket bucket, ListQuery query, String after) {
    this.query = query;
    this.after = after;
    String cursor = after.compareTo(query.prefix()) < 0 ? query.prefix() : after;
    boolean inclusive = !cursor.equals(after) || after.isEmpty();
    if (query.maxKeys() == 0) {
      return;
    }
    for (List<ObjectVersion> next = bucket.next(cursor, inclusive);
        next != null && next.get(0).key().startsWith(query.prefix()) && !truncated;
        next = bucket.next(cursor, false)) {
      cursor = take(next.get(0));
    }
  }

  /** Takes one key in and tells where to go on. */
  private String take(ObjectVersion current) {
    if (current.isDeleteMarker()) {
      return current.key();
    }
    String rolled = query.rolledUp(current.key());
    if (rolled != null && rolled.equals(after)) {
      return rolled + LAST;
    }
    if (objects.size() + prefixes.size() == query.maxKeys()) {
      truncated = true;
      return current.key();
    }
    if (rolled == null) {
      objects.add(current);
      last = current.key();
      return last;
    }
    prefixes.add(rolled);
    last = rolled;
    return rolled + LAST;
  }

  List<ObjectVersion> objects() {
    return objects;
  }

  List<String> prefixes() {
    return prefixes;
  }

  boolean truncated() {
    return truncated;
  }

  /** Where the next page starts behind. */
  String last() {
    return last;
  }
}
