package org.saddlebag.local.wire;

import java.util.ArrayList;
import java.util.List;

/** The decoded parameters of a request, in the order of the wire. */
public final class Query {

  /**
   * One parameter.
   *
   * @param name the decoded name
   * @param value the decoded value, empty where there was none
   */
  public record Parameter(String name, String value) {}

  private final List<Parameter> parameters = new ArrayList<>();

  /**
   * Reads a query.
   *
   * @param raw what follows the {@code ?}, possibly empty
   */
  public Query(String raw) {
    int at = 0;
    while (at < raw.length()) {
      int end = raw.indexOf('&', at) < 0 ? raw.length() : raw.indexOf('&', at);
      if (end > at) {
        parameters.add(parse(raw.substring(at, end)));
      }
      at = end + 1;
    }
  }

  private static Parameter parse(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return new Parameter(Percent.decode(name, true), Percent.decode(value, true));
  }

  /**
   * All parameters.
   *
   * @return an immutable list
   */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /**
   * The value of a parameter.
   *
   * @param name the exact name
   * @return the first value of that name, or null where there is none
   */
  public String get(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return parameter.value();
      }
    }
    return null;
  }

  /**
   * The value of a parameter, or a default.
   *
   * @param name the exact name
   * @param absent what to return where it is absent
   * @return the value
   */
  public String get(String name, String absent) {
    String value = get(name);
    return value == null ? absent : value;
  }

  /**
   * Whether a parameter is there.
   *
   * @param name the exact name
   * @return true where it is, even without a value
   */
  public boolean has(String name) {
    return get(name) != null;
  }
}
