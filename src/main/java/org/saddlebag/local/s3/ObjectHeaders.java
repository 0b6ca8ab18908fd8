package org.saddlebag.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.saddlebag.local.store.Attributes;
import org.saddlebag.local.store.Encryption;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Header;
import org.saddlebag.local.wire.Headers;
import org.saddlebag.local.wire.Query;

/** The headers that are stored with an object and come back with it. */
final class ObjectHeaders {

  private static final List<String> SYSTEM =
      List.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-type",
          "expires",
          "x-amz-website-redirect-location");

  /** "Working with object metadata": user-defined metadata is limited to 2 KB. */
  private static final int MAX_METADATA_BYTES = 2048;

  private static final String STANDARD = "STANDARD";

  private ObjectHeaders() {}

  static Attributes read(Headers headers, Encryption encryption) {
    Map<String, String> system = new HashMap<>();
    for (String name : SYSTEM) {
      String value = headers.get(name);
      if (value != null) {
        system.put(name, value);
      }
    }
    withoutChunked(system);
    Map<String, String> user = headers.startingWith("x-amz-meta-");
    checkSize(user);
    String storageClass = headers.get("x-amz-storage-class", STANDARD);
    return new Attributes(system, user, storageClass, encryption);
  }

  /** The framing of the upload is no encoding of the object. */
  private static void withoutChunked(Map<String, String> system) {
    String encoding = system.remove("content-encoding");
    if (encoding != null) {
      String rest =
          Stream.of(encoding.split(",", -1))
              .map(String::trim)
              .filter(e -> !e.equals("aws-chunked") && !e.isEmpty())
              .collect(Collectors.joining(","));
      if (!rest.isEmpty()) {
        system.put("content-encoding", rest);
      }
    }
  }

  private static void checkSize(Map<String, String> user) {
    int size = 0;
    for (Map.Entry<String, String> entry : user.entrySet()) {
      size += (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MAX_METADATA_BYTES) {
      throw new ApiError(
              400,
              "MetadataTooLarge",
              "Your metadata headers exceed the maximum allowed metadata size")
          .detail("Size", Integer.toString(size))
          .detail("MaxSizeAllowed", Integer.toString(MAX_METADATA_BYTES));
    }
  }

  /** What GET and HEAD answer about a version, without length, range and checksum. */
  static List<Header> answer(ObjectVersion version, Query query) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("ETag", Formats.quoted(version.content().etag())));
    headers.add(new Header("Last-Modified", Formats.http(version.lastModified())));
    headers.add(new Header("Accept-Ranges", "bytes"));
    Attributes attributes = version.attributes();
    Map<String, String> system = new LinkedHashMap<>(attributes.system());
    system.putIfAbsent("content-type", "binary/octet-stream");
    for (String name : SYSTEM) {
      String asked = query.get("response-" + name);
      String value = asked == null ? system.get(name) : asked;
      if (value != null) {
        headers.add(new Header(name, value));
      }
    }
    attributes
        .user()
        .forEach((k, v) -> headers.add(new Header("x-amz-meta-" + k, Formats.metadata(v))));
    if (!attributes.storageClass().equals(STANDARD)) {
      headers.add(new Header("x-amz-storage-class", attributes.storageClass()));
    }
    if (!version.tags().isEmpty()) {
      headers.add(new Header("x-amz-tagging-count", Integer.toString(version.tags().size())));
    }
    headers.addAll(Sse.echo(attributes.encryption()));
    return headers;
  }
}
