package org.saddlebag.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
   * @return the text; the value itself where it holds no encoded word
   */
  static String decode(String value) {
    Matcher word = WORD.matcher(value);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = 0;
    while (word.find() && word.start() == end) {
      byte[] decoded =
          word.group(1).equalsIgnoreCase("B") ? base64(word.group(2)) : quoted(word.group(2));
      bytes.writeBytes(decoded);
      end = word.end();
    }
    if (end == 0 || end < value.length()) {
      return value;
    }
    String once = bytes.toString(StandardCharsets.UTF_8);
    String twice = once.chars().allMatch(c -> c <= 0xff) ? strictUtf8(once) : null;
    return twice == null ? once : twice;
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        int value =
            Character.digit(text.charAt(i + 1), 16) << 4 | Character.digit(text.charAt(i + 2), 16);
        bytes.write(value);
        i += 2;
      } else {
        bytes.write(c == '_' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }

  private static String strictUtf8(String latin1) {
    try {
      byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
