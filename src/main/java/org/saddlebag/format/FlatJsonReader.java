package org.saddlebag.format;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.errors.Damaged;

/** Reads one flat JSON object of strings; see RFC 8259 for the grammar. One instance, one text. */
final class FlatJsonReader {

  /**
   * More than any writer can store: S3 keeps 2 KB of user metadata, and an instruction file's
   * description is bound by KMS's 8 KiB for a context.
   */
  static final int MAX_LENGTH_CHARS = 16 * 1024;

  private final String part;
  private final String json;
  private int at;

  FlatJsonReader(String part, String json) {
    this.part = part;
    this.json = json;
  }

  Map<String, String> readAll() {
    if (json.length() > MAX_LENGTH_CHARS) {
      throw new Damaged(
          FormatError.JSON_TOO_LONG,
          "%s has %d characters, must be at most %d"
              .formatted(part, json.length(), MAX_LENGTH_CHARS));
    }
    Map<String, String> map = new LinkedHashMap<>();
    expect('{');
    if (!nextIs('}')) {
      do {
        member(map);
      } while (nextIs(','));
      expect('}');
    }
    skipSpace();
    if (at < json.length()) {
      throw bad("text after the object");
    }
    return map;
  }

  private void member(Map<String, String> map) {
    String name = string();
    expect(':');
    if (map.putIfAbsent(name, string()) != null) {
      throw bad("a name that stands twice");
    }
  }

  private String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < 0x20) {
        throw bad("a control character in a string");
      }
      text.append(c == '\\' ? escape() : c);
    }
    if (hasHalfPair(text)) {
      throw bad("half a surrogate pair");
    }
    return text.toString();
  }

  /** Two readers would replace a lone surrogate by different characters. */
  private static boolean hasHalfPair(CharSequence text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private char escape() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw bad("an unknown escape");
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char digit = next();
      if (!HexFormat.isHexDigit(digit)) {
        throw bad("a broken unicode escape");
      }
      value = value << 4 | HexFormat.fromHexDigit(digit);
    }
    return (char) value;
  }

  private boolean nextIs(char wanted) {
    skipSpace();
    if (at < json.length() && json.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!nextIs(wanted)) {
      throw bad("no '" + wanted + "' where one must be");
    }
  }

  private char next() {
    if (at == json.length()) {
      throw bad("no end");
    }
    return json.charAt(at++);
  }

  private void skipSpace() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  private Damaged bad(String why) {
    return new Damaged(
        FormatError.BAD_JSON,
        "%s must be one flat JSON object of strings, but at character %d it has %s"
            .formatted(part, at, why));
  }
}
