package org.saddlebag.format;

import java.util.Map;

/** Writes and reads the only JSON the envelope has: one flat object of strings. */
final class FlatJson {

  private FlatJson() {}

  /**
   * Writes a map, in its order, with every character outside printable ASCII escaped: S3 would
   * re-encode anything else in a header, and readers differ in how they undo that.
   *
   * @param map names and values
   * @return ASCII JSON without spaces
   */
  static String write(Map<String, String> map) {
    StringBuilder json = new StringBuilder("{");
    map.forEach(
        (name, value) -> {
          if (json.length() > 1) {
            json.append(',');
          }
          quote(json, name);
          json.append(':');
          quote(json, value);
        });
    return json.append('}').toString();
  }

  /**
   * Reads a map.
   *
   * @param part the metadata key it came from, for messages
   * @param json the text
   * @return names and values in the order of the text
   * @throws org.saddlebag.errors.Damaged if it is anything but one flat object of strings with
   *     different names
   */
  static Map<String, String> read(String part, String json) {
    return new FlatJsonReader(part, json).readAll();
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
