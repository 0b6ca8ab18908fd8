package org.saddlebag.local.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Query;

/** Tag sets in headers and in XML. */
final class Tags {

  /** "Categorizing your storage using tags": at most 10 a object, 128 and 256 characters. */
  private static final int MAX_TAGS = 10;

  private static final int MAX_NAME = 128;
  private static final int MAX_VALUE = 256;

  private Tags() {}

  /** The tags of the {@code x-amz-tagging} header, which looks like a query. */
  static Map<String, String> ofHeader(S3Request request) {
    String header = request.headers().get("x-amz-tagging", "");
    if (!header.isEmpty()) {
      request.need("s3:PutObjectTagging");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (Query.Parameter parameter : new Query(header).parameters()) {
      put(tags, parameter.name(), parameter.value());
    }
    return checked(tags);
  }

  static Map<String, String> ofXml(XmlNode tagging) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlNode set : tagging.all("TagSet")) {
      for (XmlNode tag : set.all("Tag")) {
        put(tags, tag.need("Key"), tag.need("Value"));
      }
    }
    return checked(tags);
  }

  private static void put(Map<String, String> tags, String name, String value) {
    if (name.isEmpty() || name.length() > MAX_NAME || value.length() > MAX_VALUE) {
      throw new ApiError(400, "InvalidTag", "The tag provided was not a valid tag.");
    }
    if (tags.put(name, value) != null) {
      throw new ApiError(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
    }
  }

  private static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw new ApiError(400, "BadRequest", "Object tags cannot be greater than 10");
    }
    return tags;
  }

  static Xml xml(Map<String, String> tags) {
    Xml xml = Xml.result("Tagging").open("TagSet");
    tags.forEach((k, v) -> xml.open("Tag").text("Key", k).text("Value", v).close());
    return xml.close();
  }
}
