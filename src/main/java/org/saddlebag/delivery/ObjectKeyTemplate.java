package org.saddlebag.delivery;

import java.time.Instant;

/**
 * How a source's name becomes an object key: {@code invoices/{date:yyyy/MM/dd}/{path}}.
 *
 * <p>Placeholders: {@code {date}} or {@code {date:PATTERN}} (UTC, {@link
 * java.time.format.DateTimeFormatter} patterns, default {@code yyyy/MM/dd}), {@code {path}}, {@code
 * {directory}}, {@code {name}}, {@code {stem}}, {@code {extension}} (without the dot), {@code
 * {flow}}. An empty {@code {directory}} takes the slash behind it away, an empty {@code
 * {extension}} the dot before it. What a file's name holds is never expanded: {@code ${x}} is text.
 */
public final class ObjectKeyTemplate {

  /**
   * Reads a template.
   *
   * @param template the text
   * @return the template
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} for an unknown placeholder (all known
   *     ones are listed), a bad date pattern, an open brace, or a template whose keys would always
   *     be refused
   */
  public static ObjectKeyTemplate parse(String template) {
    return Unbuilt.yet();
  }

  /**
   * Makes the key of one source.
   *
   * @param flow the flow's name
   * @param relativePath the source's path in the flow's directory, with {@code /}
   * @param instant the time that {@code {date}} shows
   * @return 1 to 1024 bytes of UTF-8 without control characters, empty, {@code .} or {@code ..}
   *     segments
   * @throws org.saddlebag.errors.Refused {@code BAD_OBJECT_KEY} if the key would break these rules
   */
  public String expand(String flow, String relativePath, Instant instant) {
    return Unbuilt.yet();
  }
}
