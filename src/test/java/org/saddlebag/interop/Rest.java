package org.saddlebag.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.saddlebag.interop.Peer.Spot;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What rests in the store, seen by a plain client.
 *
 * @param lengthBytes the body's length
 * @param inParts whether its entity tag is that of an object put in parts
 * @param envelope what belongs to the format
 */
record Rest(long lengthBytes, boolean inParts, Envelope envelope) {

  static Rest of(Place place, Spot spot) {
    HeadObjectResponse head =
        place.plain().headObject(one -> one.bucket(spot.bucket()).key(spot.key()));
    Map<String, String> parts = new TreeMap<>(head.metadata());
    parts.keySet().removeIf(name -> !name.startsWith("x-amz-"));
    return new Rest(head.contentLength(), head.eTag().contains("-"), new Envelope(parts));
  }

  /**
   * The envelope's values by name.
   *
   * @param parts as the store returns them
   */
  record Envelope(Map<String, String> parts) {

    private static final Set<String> RANDOM =
        Set.of("x-amz-d", "x-amz-i", "x-amz-3", "x-amz-key-v2", "x-amz-iv");
    private static final Set<String> JSON = Set.of("x-amz-m", "x-amz-t", "x-amz-matdesc");

    /** Everything that two objects of one kind must have in common. */
    Map<String, Object> shape() {
      Map<String, Object> shape = new TreeMap<>();
      parts.forEach(
          (name, value) -> {
            if (RANDOM.contains(name)) {
              shape.put(name, Base64.getDecoder().decode(value).length + " bytes in base64");
            } else if (JSON.contains(name)) {
              shape.put(name, Map.of("means", map(value), "characters", value.length()));
            } else {
              shape.put(name, value);
            }
          });
      return shape;
    }

    private static Map<String, Object> map(String json) {
      try {
        return new ObjectMapper().readValue(json, new TypeReference<>() {});
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + json, e);
      }
    }
  }
}
