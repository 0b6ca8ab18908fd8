package org.saddlebag.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.saddlebag.delivery.OutputName;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/** Reads requests for the objects of one bucket. Safe for use by several threads. */
public final class RequestReader {

  private static final Set<String> NAMES =
      Set.of("id", "bucket", "key", "prefix", "versionId", "to");

  private static final int MOST_CHARACTERS = 1024;

  /** So much of a name that nobody knows is repeated to who wrote it. */
  private static final int MOST_NAME = 40;

  /** Source: Amazon S3 User Guide, "Naming Amazon S3 objects". */
  private static final int MOST_KEY_BYTES = 1024;

  /** Leaves room for the name below it: paths end at 4096 bytes. */
  private static final int MOST_DIRECTORY_BYTES = 512;

  private final ObjectMapper mapper =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final String bucket;
  private final String prefix;

  /**
   * A reader.
   *
   * @param bucket the bucket that may be asked for
   * @param prefix how the keys that may be asked for begin
   */
  public RequestReader(String bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * Reads one.
   *
   * @param text of the message
   * @param messageId the id of a request that has none
   * @return what is asked for, within what may be
   * @throws Refused {@code REQUEST_UNREADABLE} or {@code REQUEST_FORBIDDEN}
   */
  public ObjectRequest read(String text, String messageId) {
    JsonNode json = tree(text);
    String id = text(json, "id");
    String key = text(json, "key");
    String under = text(json, "prefix");
    String version = text(json, "versionId");
    if ((key == null) == (under == null)) {
      throw unreadable("it must have either 'key' or 'prefix'");
    }
    if (version != null && key == null) {
      throw unreadable("'versionId' goes with 'key' only");
    }
    requireAllowed(text(json, "bucket"), key == null ? under : key);
    for (String name : List.of("id", "key", "versionId")) {
      if (json.path(name).asText("-").isEmpty()) {
        throw unreadable("'%s' is empty".formatted(name));
      }
    }
    return new ObjectRequest(
        id == null ? messageId : id, key, under, version, directory(text(json, "to")));
  }

  /**
   * What the sender calls a request, for the answer to one that is refused.
   *
   * @param text of the message
   * @param messageId the id of a request that has none
   * @return never null
   */
  public String idOf(String text, String messageId) {
    try {
      String id = text(mapper.readTree(text), "id");
      return id == null || id.isEmpty() ? messageId : id;
    } catch (JsonProcessingException | Refused e) {
      return messageId;
    }
  }

  private void requireAllowed(String wanted, String begin) {
    if (wanted != null && !wanted.equals(bucket)) {
      throw forbidden("it asks for the bucket '%s', the flow has '%s'".formatted(wanted, bucket));
    }
    if (!begin.startsWith(prefix)) {
      throw forbidden("'%s' does not begin with the flow's prefix '%s'".formatted(begin, prefix));
    }
    if (begin.getBytes(StandardCharsets.UTF_8).length > MOST_KEY_BYTES) {
      throw unreadable("a key has at most " + MOST_KEY_BYTES + " bytes");
    }
  }

  /** The names of the files are checked once more when they are made. */
  private static String directory(String to) {
    if (to == null || to.isEmpty()) {
      return "";
    }
    if (to.getBytes(StandardCharsets.UTF_8).length > MOST_DIRECTORY_BYTES) {
      throw unreadable("'to' has at most %d bytes".formatted(MOST_DIRECTORY_BYTES));
    }
    try {
      return OutputName.checked(to.endsWith("/") ? to.substring(0, to.length() - 1) : to);
    } catch (Refused e) {
      throw forbidden("'to' is no directory below the flow's, " + e.what());
    }
  }

  private JsonNode tree(String text) {
    JsonNode json;
    try {
      json = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw unreadable("it is no JSON");
    }
    if (!json.isObject()) {
      throw unreadable("it is no JSON object");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!NAMES.contains(name)) {
        throw unreadable(
            "it has '%s', and may have nothing but %s"
                .formatted(OneLine.of(shortened(name)), NAMES.stream().sorted().toList()));
      }
    }
    return json;
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > MOST_CHARACTERS) {
      throw unreadable(
          "'%s' must be a text of up to %d characters".formatted(name, MOST_CHARACTERS));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue())) {
      throw unreadable("'%s' is no valid Unicode".formatted(name));
    }
    return value.textValue();
  }

  private static String shortened(String name) {
    return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME) + "...";
  }

  private static Refused unreadable(String why) {
    return new Refused(RequestError.REQUEST_UNREADABLE, "the request can't be read: " + why);
  }

  private static Refused forbidden(String why) {
    return new Refused(
        RequestError.REQUEST_FORBIDDEN, OneLine.of("the request is not allowed: " + why));
  }
}
