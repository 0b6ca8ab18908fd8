package org.saddlebag.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;

/**
 * A small text that stands for a large object. It holds nothing of the content, and opens nothing:
 * whoever redeems it needs the rights and the master key.
 *
 * @param flow the flow that has sent it
 * @param address the object, with its version where the store has versions
 * @param eTag its entity tag without quotes
 * @param bytes the length of its plaintext
 */
public record ClaimCheck(String flow, ObjectAddress address, String eTag, long bytes) {

  /** The longest text that is read, in characters; an object key has at most 1024 bytes. */
  public static final int MOST_CHARACTERS = 16 * 1024;

  private static final String FORM = "saddlebagClaim";
  private static final int VERSION = 1;

  /**
   * The text.
   *
   * @return one line of JSON
   */
  public String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put(FORM, VERSION);
    json.put("flow", flow);
    json.put("bucket", address.bucket());
    json.put("objectKey", address.key());
    if (address.versionId() != null) {
      json.put("versionId", address.versionId());
    }
    json.put("eTag", eTag);
    json.put("bytes", bytes);
    return json.toString();
  }

  /**
   * Reads the text.
   *
   * @param text JSON; fields of no meaning here are passed over
   * @return what it names
   * @throws Refused {@code NOT_A_CLAIM} if it is none
   */
  public static ClaimCheck parse(String text) {
    JsonNode json = tree(text);
    if (json.path(FORM).asInt() != VERSION) {
      throw new Refused(
          DeliveryError.NOT_A_CLAIM,
          "the text is no claim check: it lacks \"%s\":%d".formatted(FORM, VERSION));
    }
    String version = json.has("versionId") ? text(json, "versionId") : null;
    return new ClaimCheck(
        text(json, "flow"),
        new ObjectAddress(text(json, "bucket"), text(json, "objectKey"), version),
        text(json, "eTag"),
        json.path("bytes").asLong());
  }

  private static JsonNode tree(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new Refused(
          DeliveryError.NOT_A_CLAIM,
          "the text is no claim check: it has more than %d characters".formatted(MOST_CHARACTERS));
    }
    try {
      return new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(text);
    } catch (JsonProcessingException e) {
      throw new Refused(DeliveryError.NOT_A_CLAIM, "the text is no claim check: it is no JSON");
    }
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new Refused(
          DeliveryError.NOT_A_CLAIM, "the claim check lacks the text \"%s\"".formatted(field));
    }
    return value.textValue();
  }
}
