package org.saddlebag.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A line that is what its hash says.
 *
 * @param seq its number in the lane, from 1
 * @param prev the hash of the line before it
 * @param hash its own
 * @param json the whole of it
 */
public record ChainLine(long seq, String prev, String hash, JsonNode json) {

  /** What the first line of a lane has in the place of a hash: 32 zero bytes. */
  static final String BEGINNING = Base64.getEncoder().encodeToString(new byte[32]);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] HASH_FIELD = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH_CHARS = 44;
  private static final int TAIL_BYTES = HASH_FIELD.length + HASH_CHARS + 2;

  /** A new line, with its line break. */
  static final class Fresh {
    private final byte[] bytes;
    private final String hash;

    private Fresh(byte[] bytes, String hash) {
      this.bytes = bytes;
      this.hash = hash;
    }

    byte[] bytes() {
      return bytes;
    }

    String hash() {
      return hash;
    }
  }

  /** Joins an event to the chain. */
  static Fresh join(long seq, String prev, byte[] json) {
    byte[] begin =
        ("{\"seq\":" + seq + ",\"prev\":\"" + prev + "\",").getBytes(StandardCharsets.US_ASCII);
    int hashed = begin.length + json.length - 2;
    byte[] line = Arrays.copyOf(begin, hashed + TAIL_BYTES + 1);
    System.arraycopy(json, 1, line, begin.length, json.length - 2);
    String hash = sha256(line, hashed);
    byte[] end = (hash + "\"}\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(HASH_FIELD, 0, line, hashed, HASH_FIELD.length);
    System.arraycopy(end, 0, line, hashed + HASH_FIELD.length, end.length);
    return new Fresh(line, hash);
  }

  /**
   * Reads a line.
   *
   * @param line without the line break
   * @return empty if it is not what its hash says
   */
  static Optional<ChainLine> read(byte[] line) {
    int hashed = line.length - TAIL_BYTES;
    if (hashed <= 0) {
      return Optional.empty();
    }
    String tail = new String(line, hashed, TAIL_BYTES, StandardCharsets.ISO_8859_1);
    String hash = sha256(line, hashed);
    if (!tail.equals(",\"hash\":\"" + hash + "\"}")) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(line);
      boolean whole = json != null && json.path("seq").isIntegralNumber();
      return whole
          ? Optional.of(
              new ChainLine(json.get("seq").asLong(), json.path("prev").asText(), hash, json))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (java.io.IOException e) {
      throw new IllegalStateException("bytes in memory are always read", e);
    }
  }

  /**
   * A value as text.
   *
   * @param field its name
   * @return empty where the line has none
   */
  public Optional<String> text(String field) {
    JsonNode value = json.get(field);
    return value == null ? Optional.empty() : Optional.of(value.asText());
  }

  /** SHA-256 of the first bytes, base64 with padding. */
  static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
