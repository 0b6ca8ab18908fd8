package org.saddlebag.events;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.saddlebag.errors.Refused;

/**
 * Object keys as S3's own notifications write them: {@code +} for a space, {@code %XX} of UTF-8.
 */
final class ObjectKeyText {

  /** Source: Amazon S3 User Guide, "Naming Amazon S3 objects". */
  private static final int MOST_BYTES = 1024;

  private static final int HEX = 16;

  private ObjectKeyText() {}

  /** The key of an encoded text. */
  static String decoded(String text) {
    byte[] raw = utf8(text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        bytes.write(octet(raw, i + 1));
        i += 2;
      } else {
        bytes.write(raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    try {
      return checked(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString(),
          bytes.size());
    } catch (CharacterCodingException e) {
      throw refused("is not UTF-8 once it is decoded", e);
    }
  }

  /** The key of a text that is not encoded. */
  static String plain(String text) {
    return checked(text, utf8(text).length);
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      throw refused("is no text", e);
    }
  }

  private static int octet(byte[] raw, int at) {
    int high = at < raw.length ? Character.digit(raw[at], HEX) : -1;
    int low = at + 1 < raw.length ? Character.digit(raw[at + 1], HEX) : -1;
    if (high < 0 || low < 0) {
      throw refused("has a % without two hexadecimal digits", null);
    }
    return HEX * high + low;
  }

  private static String checked(String key, int bytes) {
    if (bytes == 0 || bytes > MOST_BYTES) {
      throw refused("has " + bytes + " bytes, not 1 to " + MOST_BYTES, null);
    }
    return key;
  }

  private static Refused refused(String why, Exception cause) {
    return new Refused(EventError.EVENT_UNREADABLE, "an object key in it " + why, cause);
  }
}
