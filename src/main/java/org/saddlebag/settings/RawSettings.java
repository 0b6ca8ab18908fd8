package org.saddlebag.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file's texts, handed out as typed values; what is wrong with one is noted, not thrown. */
final class RawSettings {

  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{env:([A-Za-z_][A-Za-z0-9_]*)(?::([^{}]*))?}}");

  private final Map<String, String> values;
  private final Surroundings surroundings;
  private final Problems problems;

  /**
   * Texts to be read.
   *
   * @param values by name
   * @param surroundings what relative paths and variables refer to
   * @param problems takes what is wrong
   */
  RawSettings(Map<String, String> values, Surroundings surroundings, Problems problems) {
    this.values = CamelNames.inCamelCase(values, problems);
    this.surroundings = surroundings;
    this.problems = problems;
  }

  /**
   * The value of a setting.
   *
   * @return its default where it is absent or wrong; null where it has none
   */
  <T> T get(Key<T> key) {
    String text = values.get(key.name());
    if (text == null) {
      return defaultOf(key);
    }
    try {
      return key.type().parse(expand(key, text), surroundings);
    } catch (BadValue e) {
      problems.add(key.name(), e.getMessage(), e.mend());
      return defaultOf(key);
    }
  }

  /** Whether the file gives the setting at all, be it right or wrong. */
  boolean has(Key<?> key) {
    return values.containsKey(key.name());
  }

  /** Every name in the file that starts so, in order. */
  Set<String> namesWith(String prefix) {
    Set<String> names = new TreeSet<>(values.keySet());
    names.removeIf(name -> !name.startsWith(prefix));
    return names;
  }

  Problems problems() {
    return problems;
  }

  /** Notes a file that can't be read, if files are looked for. */
  void requireReadable(String key, Path file) {
    if (surroundings.looking()) {
      problems.addUnreadable(key, file);
    }
  }

  private <T> T defaultOf(Key<T> key) {
    if (key.defaultText() == null) {
      return null;
    }
    try {
      return key.type().parse(key.defaultText(), surroundings);
    } catch (BadValue e) {
      throw new IllegalStateException("the default of " + key.name() + " " + e.getMessage(), e);
    }
  }

  /** Camel's form for environment variables; all its other placeholders need a running Camel. */
  private String expand(Key<?> key, String text) throws BadValue {
    if (text.isBlank()) {
      throw new BadValue("is empty", "give it a value or remove the line");
    }
    if (key.secret()) {
      Matcher variable = VARIABLE.matcher(text);
      return variable.matches() && variable.group(2) == null ? "env:" + variable.group(1) : text;
    }
    StringBuilder expanded = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      variable.appendReplacement(expanded, Matcher.quoteReplacement(variableOf(variable)));
    }
    variable.appendTail(expanded);
    if (expanded.indexOf("{{") >= 0) {
      throw new BadValue("has a placeholder that is not known here", "write {{env:VARIABLE}}");
    }
    return expanded.toString();
  }

  private String variableOf(Matcher variable) throws BadValue {
    String value = surroundings.environment().apply(variable.group(1));
    String chosen = value != null ? value : variable.group(2);
    if (chosen == null) {
      throw new BadValue(
          "needs the environment variable " + variable.group(1) + ", which is not set", "set it");
    }
    return chosen;
  }
}
