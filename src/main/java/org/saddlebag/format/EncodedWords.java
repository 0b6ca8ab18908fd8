package org.saddlebag.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes what stores do to non-ASCII metadata of other writers: RFC 2047 encoded words. S3 encodes
 * twice (the UTF-8 bytes, read as ISO-8859-1, become UTF-8 again), other stores once.
 */
final class EncodedWords {

  private static final Pattern WORD =
      Pattern.compile("=\\?UTF-8\\?([BQ])\\?([^?]*)\\?=\\s*", Pattern.CASE_INSENSITIVE);

  private EncodedWords() {}

  /**
   * Decodes a metadata value.
   *
   * @param value as the store returned it
   * @return the text; the value itself where it is anything but whole encoded words of UTF-8
   */
  static String decode(String value) {
    String once = strictUtf8(bytes(value));
    if (once == null) {
      return value;
    }
    boolean canBeTwice = once.chars().allMatch(c -> c <= 0xff);
    String twice = canBeTwice ? strictUtf8(once.getBytes(StandardCharsets.ISO_8859_1)) : null;
    return twice == null ? once : twice;
  }

  /** The words' bytes, joined before they become characters; null if anything else is there. */
  private static byte[] bytes(String value) {
    Matcher word = WORD.matcher(value);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = 0;
    while (word.find() && word.start() == end) {
      byte[] decoded =
          word.group(1).equalsIgnoreCase("B") ? base64(word.group(2)) : quoted(word.group(2));
      if (decoded == null) {
        return null;
      }
      bytes.writeBytes(decoded);
      end = word.end();
    }
    return end == 0 || end < value.length() ? null : bytes.toByteArray();
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7e) {
        return null;
      }
      if (c != '=') {
        bytes.write(c == '_' ? ' ' : c);
      } else if (isHex(text, i + 1) && isHex(text, i + 2)) {
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        return null;
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && HexFormat.isHexDigit(text.charAt(at));
  }

  private static String strictUtf8(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
