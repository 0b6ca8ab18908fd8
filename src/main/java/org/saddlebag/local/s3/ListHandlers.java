package org.saddlebag.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.saddlebag.local.store.Checksum;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.Query;

/** ListObjects and ListObjectsV2. */
final class ListHandlers {

  private final Lookup lookup;

  ListHandlers(Lookup lookup) {
    this.lookup = lookup;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.LIST_OBJECTS, this::first);
    handlers.put(S3Operation.LIST_OBJECTS_V2, this::second);
  }

  private Answer first(S3Request request) {
    ListQuery query = ListQuery.of(request.query());
    String marker = request.query().get("marker", "");
    KeyPage page = new KeyPage(lookup.bucket(request), query, marker);
    Xml xml = Xml.result("ListBucketResult").text("Name", request.bucket());
    query.repeat(xml, "MaxKeys").text("Marker", query.show(marker));
    xml.text("IsTruncated", page.truncated());
    // Without a delimiter the last key serves as the marker, and S3 sends none.
    boolean tellNext = page.truncated() && !query.delimiter().isEmpty();
    xml.text("NextMarker", tellNext ? query.show(page.last()) : null);
    return entries(xml, query, page, true).answer();
  }

  private Answer second(S3Request request) {
    Query parameters = request.query();
    ListQuery query = ListQuery.of(parameters);
    String token = parameters.get("continuation-token");
    String startAfter = parameters.get("start-after");
    String after = token != null ? decode(token) : parameters.get("start-after", "");
    KeyPage page = new KeyPage(lookup.bucket(request), query, after);
    Xml xml = Xml.result("ListBucketResult").text("Name", request.bucket());
    query.repeat(xml, "MaxKeys").text("StartAfter", query.show(startAfter));
    xml.text("ContinuationToken", token)
        .text("KeyCount", page.objects().size() + page.prefixes().size())
        .text("IsTruncated", page.truncated())
        .text("NextContinuationToken", page.truncated() ? encode(page.last()) : null);
    boolean owner = parameters.get("fetch-owner", "").equals("true");
    return entries(xml, query, page, owner).answer();
  }

  private static String encode(String last) {
    byte[] bytes = last.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Errors.invalidArgument(
          "The continuation token provided is incorrect", "continuation-token", token);
    }
  }

  private static Xml entries(Xml xml, ListQuery query, KeyPage page, boolean owner) {
    for (ObjectVersion object : page.objects()) {
      xml.open("Contents").text("Key", query.show(object.key()));
      describe(xml, object);
      if (owner) {
        owner(xml);
      }
      xml.close();
    }
    for (String prefix : page.prefixes()) {
      xml.open("CommonPrefixes").text("Prefix", query.show(prefix)).close();
    }
    return xml;
  }

  /** What listings tell of an object beside its key. */
  static void describe(Xml xml, ObjectVersion object) {
    Checksum checksum = object.content().checksum();
    xml.text("LastModified", Formats.iso(object.lastModified()))
        .text("ETag", Formats.quoted(object.content().etag()))
        .text("ChecksumAlgorithm", checksum.algorithm().name())
        .text("ChecksumType", checksum.type().name())
        .text("Size", object.content().size())
        .text("StorageClass", object.attributes().storageClass());
  }

  static void owner(Xml xml) {
    xml.open("Owner").text("ID", "local").text("DisplayName", "local").close();
  }
}
