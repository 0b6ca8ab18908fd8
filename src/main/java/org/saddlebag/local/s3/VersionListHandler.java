package org.saddlebag.local.s3;

import java.util.List;
import java.util.Map;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.wire.Answer;

/** ListObjectVersions. */
final class VersionListHandler {

  private final Lookup lookup;

  VersionListHandler(Lookup lookup) {
    this.lookup = lookup;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.LIST_OBJECT_VERSIONS, this::list);
  }

  private Answer list(S3Request request) {
    ListQuery query = ListQuery.of(request.query());
    String keyMarker = request.query().get("key-marker", "");
    String versionMarker = request.query().get("version-id-marker");
    Xml xml = Xml.result("ListVersionsResult").text("Name", request.bucket());
    query.repeat(xml, "MaxKeys").text("KeyMarker", query.show(keyMarker));
    new Page(xml, query, lookup.bucket(request)).write(keyMarker, versionMarker);
    return xml.answer();
  }

  /** Writes the entries of one page. */
  private static final class Page {
    private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

    private final Xml xml;
    private final ListQuery query;
    private final Bucket bucket;
    private String lastKey;
    private String lastVersion;
    private int count;
    private boolean truncated;

    Page(Xml xml, ListQuery query, Bucket bucket) {
      this.xml = xml;
      this.query = query;
      this.bucket = bucket;
    }

    void write(String keyMarker, String versionMarker) {
      boolean behind = keyMarker.compareTo(query.prefix()) < 0;
      String cursor = behind ? query.prefix() : keyMarker;
      boolean inclusive = behind || keyMarker.isEmpty() || versionMarker != null;
      List<ObjectVersion> next = bucket.next(cursor, inclusive);
      while (next != null && next.get(0).key().startsWith(query.prefix()) && !truncated) {
        String key = next.get(0).key();
        String rolled = query.rolledUp(key);
        if (rolled != null) {
          rollUp(rolled, keyMarker);
        } else {
          versions(next, key.equals(keyMarker) ? versionMarker : null);
        }
        next = bucket.next(rolled == null ? key : rolled + LAST, false);
      }
      xml.text("IsTruncated", truncated);
      if (truncated) {
        xml.text("NextKeyMarker", query.show(lastKey)).text("NextVersionIdMarker", lastVersion);
      }
    }

    private void rollUp(String prefix, String keyMarker) {
      if (!prefix.equals(keyMarker) && room()) {
        xml.open("CommonPrefixes").text("Prefix", query.show(prefix)).close();
        lastKey = prefix;
        lastVersion = null;
      }
    }

    private void versions(List<ObjectVersion> versions, String marker) {
      boolean passed = marker == null;
      for (int i = 0; i < versions.size(); i++) {
        if (passed && room()) {
          version(versions.get(i), i == 0);
        }
        passed = passed || versions.get(i).versionId().equals(marker);
      }
    }

    private boolean room() {
      truncated = truncated || count == query.maxKeys();
      count++;
      return !truncated;
    }

    private void version(ObjectVersion version, boolean latest) {
      xml.open(version.isDeleteMarker() ? "DeleteMarker" : "Version")
          .text("Key", query.show(version.key()))
          .text("VersionId", version.versionId())
          .text("IsLatest", latest);
      if (version.isDeleteMarker()) {
        xml.text("LastModified", Formats.iso(version.lastModified()));
      } else {
        ListHandlers.describe(xml, version);
      }
      ListHandlers.owner(xml);
      xml.close();
      lastKey = version.key();
      lastVersion = version.versionId();
    }
  }
}
