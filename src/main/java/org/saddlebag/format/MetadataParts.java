package org.saddlebag.format;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.saddlebag.errors.Damaged;

/**
 * An object's metadata with names in lower case and empty values gone. Stores differ in the case
 * they return, and some writers store parts that do not apply as empty strings.
 */
final class MetadataParts {

  private final Map<String, String> parts = new HashMap<>();

  MetadataParts(Map<String, String> objectMetadata) {
    objectMetadata.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (value != null && !value.isEmpty() && parts.putIfAbsent(lower, value) != null) {
            throw new Damaged(FormatError.REPEATED_PART, "the object has " + lower + " twice");
          }
        });
  }

  boolean has(String name) {
    return parts.containsKey(name);
  }

  boolean hasAnyOf(List<String> names) {
    return names.stream().anyMatch(this::has);
  }

  String text(String name) {
    String value = parts.get(name);
    if (value == null) {
      throw new Damaged(FormatError.MISSING_PART, "the object's envelope lacks " + name);
    }
    return value;
  }

  Map<String, String> json(String name) {
    String value = parts.get(name);
    return value == null ? Map.of() : FlatJson.read(name, EncodedWords.decode(value));
  }

  ByteString bytes(String name) {
    String value = text(name);
    try {
      ByteString bytes = ByteString.copyOf(Base64.getDecoder().decode(value));
      if (bytes.toBase64().equals(value)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // The message below says all there is to say; the decoder's would quote the value.
    }
    throw new Damaged(FormatError.NOT_BASE64, name + " must be base64 with padding");
  }

  ByteString random(String name, int lengthBytes) {
    ByteString bytes = fixed(name, lengthBytes);
    if (bytes.isAllZero()) {
      throw new Damaged(FormatError.ALL_ZERO, name + " is all zero, must be random");
    }
    return bytes;
  }

  ByteString fixed(String name, int lengthBytes) {
    ByteString bytes = bytes(name);
    if (bytes.lengthBytes() != lengthBytes) {
      throw new Damaged(
          FormatError.WRONG_LENGTH,
          "%s has %d bytes, must be %d".formatted(name, bytes.lengthBytes(), lengthBytes));
    }
    return bytes;
  }
}
