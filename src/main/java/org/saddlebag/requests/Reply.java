package org.saddlebag.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Stream;
import org.saddlebag.errors.SaddlebagException;

/** The answer to a request, as JSON in ASCII, which fits into one message. */
public final class Reply {

  /**
   * How much is named of what was delivered, and as much again of what failed, so that both find
   * room in a message of 256 KiB. Source: Amazon SQS Developer Guide, "Amazon SQS message quotas".
   */
  private static final int MOST_NAMED_BYTES = 100_000;

  private static final int MOST_REASON_CHARACTERS = 300;

  /** SQS refuses messages with some characters, which names may have. */
  private final JsonMapper mapper =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Writes replies; safe for use by several threads. */
  public Reply() {}

  /**
   * Which object.
   *
   * @param key its key
   * @param versionIdOrNull the version that was asked for, or null
   */
  public record Wanted(String key, String versionIdOrNull) {}

  /**
   * An object that was delivered.
   *
   * @param object which one
   * @param file its file, relative to the flow's directory
   * @param bytes the file's length, or -1 where nobody knows it any more
   */
  public record Delivered(Wanted object, String file, long bytes) {}

  /**
   * An object that was not delivered.
   *
   * @param object which one
   * @param why what happened
   */
  public record Failure(Wanted object, SaddlebagException why) {}

  /**
   * The answer to a request that was worked off.
   *
   * @param id the request's
   * @param delivered how many objects were delivered, from 0
   * @param objects those of them that are known; as many are named as find room
   * @param failed how many were not, from 0
   * @param failures those of them that are known; as many are named as find room
   * @return {@code outcome} is delivered, partly or failed
   */
  public String of(
      String id,
      long delivered,
      Collection<Delivered> objects,
      long failed,
      Collection<Failure> failures) {
    String outcome = failed == 0 ? "delivered" : delivered > 0 ? "partly" : "failed";
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.put("id", id).put("outcome", outcome).put("delivered", delivered).put("failed", failed);
    fill(reply.putArray("objects"), objects.stream().map(Reply::node));
    fill(reply.putArray("failures"), failures.stream().map(Reply::node));
    return text(reply);
  }

  /**
   * The answer to a request that was not worked on.
   *
   * @param id the request's
   * @param why what is wrong with it
   * @return {@code outcome} is refused
   */
  public String refused(String id, SaddlebagException why) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.put("id", id).put("outcome", "refused").put("delivered", 0).put("failed", 0);
    return text(explain(reply, why));
  }

  private void fill(ArrayNode array, Stream<ObjectNode> nodes) {
    int room = MOST_NAMED_BYTES;
    for (Iterator<ObjectNode> each = nodes.iterator(); each.hasNext() && room > 0; ) {
      ObjectNode node = each.next();
      room -= text(node).length();
      if (room > 0) {
        array.add(node);
      }
    }
  }

  private static ObjectNode node(Delivered delivered) {
    ObjectNode node = node(delivered.object()).put("file", delivered.file());
    return delivered.bytes() < 0 ? node : node.put("bytes", delivered.bytes());
  }

  private static ObjectNode node(Failure failure) {
    return explain(node(failure.object()), failure.why());
  }

  private static ObjectNode node(Wanted object) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("key", object.key());
    return object.versionIdOrNull() == null
        ? node
        : node.put("versionId", object.versionIdOrNull());
  }

  private static ObjectNode explain(ObjectNode node, SaddlebagException why) {
    String reason = why.what();
    return node.put("code", why.code().id())
        .put("reason", reason.substring(0, Math.min(MOST_REASON_CHARACTERS, reason.length())));
  }

  private String text(ObjectNode node) {
    try {
      return mapper.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }
}
