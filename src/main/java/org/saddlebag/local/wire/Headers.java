package org.saddlebag.local.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The headers of one request, in the order of the wire, looked up without regard to case. */
public final class Headers {

  private final List<Header> lines;
  private final Map<String, String> values = new HashMap<>();

  /**
   * Takes the lines as they are; several lines of one name read as one value with commas.
   *
   * @param lines the header lines
   */
  public Headers(List<Header> lines) {
    this.lines = List.copyOf(lines);
    for (Header line : lines) {
      values.merge(line.name().toLowerCase(Locale.ROOT), line.value(), (a, b) -> a + "," + b);
    }
  }

  /**
   * The value of a header.
   *
   * @param name a name in any case
   * @return the value, or null where the header is absent
   */
  public String get(String name) {
    return values.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The value of a header, or a default.
   *
   * @param name a name in any case
   * @param absent what to return where the header is absent
   * @return the value
   */
  public String get(String name, String absent) {
    String value = get(name);
    return value == null ? absent : value;
  }

  /**
   * Whether a header is there.
   *
   * @param name a name in any case
   * @return true where it is, even if empty
   */
  public boolean has(String name) {
    return values.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /**
   * All lines as they came.
   *
   * @return an immutable list
   */
  public List<Header> lines() {
    return lines;
  }

  /**
   * The headers whose names start alike.
   *
   * @param prefix the start in lower case
   * @return what follows the prefix in lower case, with the value, in the order of the wire
   */
  public Map<String, String> startingWith(String prefix) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Header line : lines) {
      String name = line.name().toLowerCase(Locale.ROOT);
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), values.get(name));
      }
    }
    return found;
  }

  /**
   * The names of all headers.
   *
   * @return names in lower case, each once
   */
  public List<String> names() {
    return new ArrayList<>(values.keySet());
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
