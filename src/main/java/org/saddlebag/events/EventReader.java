package org.saddlebag.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.saddlebag.errors.Refused;

/**
 * Reads a message that tells of objects. Sources: Amazon S3 User Guide, "Event message structure"
 * and "EventBridge event message structure"; Amazon SNS Developer Guide, "Amazon SNS message and
 * JSON formats"; Ceph documentation, "Bucket Notifications". Safe for use by several threads.
 */
public final class EventReader {

  /** What names itself as S3; the first encodes its keys as AWS does, and so does MinIO. */
  private static final Set<String> SOURCES = Set.of("aws:s3", "ceph:s3", "minio:s3");

  private static final String CEPH = "ceph:s3";
  private static final String CREATED = "ObjectCreated:";
  private static final String S3 = "s3:";

  private final ObjectMapper mapper =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /**
   * Reads one.
   *
   * @param text of the message
   * @return the objects that were stored, in the order of the message; empty where it tells of
   *     something else, as S3's test event and events of deletions do
   * @throws Refused {@code EVENT_UNREADABLE} where it is no event notification
   */
  public List<ObjectEvent> read(String text) {
    JsonNode message = tree(text);
    return events(isOfSns(message) ? tree(message.get("Message").textValue()) : message);
  }

  private static boolean isOfSns(JsonNode message) {
    return message.path("Type").asText().equals("Notification")
        && message.path("Message").isTextual();
  }

  private static List<ObjectEvent> events(JsonNode message) {
    if (message.path("Event").asText().equals("s3:TestEvent")) {
      return List.of();
    }
    if (message.path("detail-type").isTextual()) {
      return ofEventBridge(message);
    }
    JsonNode records = message.path("Records");
    if (!records.isArray()) {
      throw refused("it has neither Records nor a detail-type", null);
    }
    List<ObjectEvent> stored = new ArrayList<>();
    records.forEach(
        record -> {
          if (isStoring(record)) {
            stored.add(stored(record));
          }
        });
    return stored;
  }

  /** EventBridge does not encode keys. */
  private static List<ObjectEvent> ofEventBridge(JsonNode message) {
    if (!message.path("source").asText().equals("aws.s3")) {
      throw refused("it comes from another source than aws.s3", null);
    }
    if (!message.path("detail-type").asText().equals("Object Created")) {
      return List.of();
    }
    JsonNode detail = message.path("detail");
    JsonNode object = detail.path("object");
    return List.of(
        new ObjectEvent(
            text(detail.path("bucket"), "name"),
            ObjectKeyText.plain(text(object, "key")),
            tag(object.path("etag"))));
  }

  private static boolean isStoring(JsonNode record) {
    if (!SOURCES.contains(record.path("eventSource").asText())) {
      throw refused(
          "a record's eventSource is none of " + SOURCES.stream().sorted().toList(), null);
    }
    String name = text(record, "eventName");
    return (name.startsWith(S3) ? name.substring(S3.length()) : name).startsWith(CREATED);
  }

  private static ObjectEvent stored(JsonNode record) {
    JsonNode s3 = record.path("s3");
    String key = text(s3.path("object"), "key");
    boolean plain = record.path("eventSource").asText().equals(CEPH);
    return new ObjectEvent(
        text(s3.path("bucket"), "name"),
        plain ? ObjectKeyText.plain(key) : ObjectKeyText.decoded(key),
        tag(s3.path("object").path("eTag")));
  }

  private static String tag(JsonNode eTag) {
    String text = eTag.asText().replace("\"", "");
    return text.isEmpty() ? null : text;
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw refused("it lacks the text '" + name + "'", null);
    }
    return value.textValue();
  }

  private JsonNode tree(String text) {
    try {
      JsonNode tree = mapper.readTree(text);
      if (!tree.isObject()) {
        throw refused("it is no JSON object", null);
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw refused("it is no JSON", e);
    }
  }

  /** Jackson's own words quote the text, which may hold anything. */
  private static Refused refused(String why, JsonProcessingException e) {
    return new Refused(
        EventError.EVENT_UNREADABLE,
        "the message is no event notification of S3: " + why,
        e == null ? null : new IllegalArgumentException(e.getClass().getSimpleName()));
  }
}
