package org.saddlebag.bench.report;

import java.util.Locale;

/** Builds an SVG picture; everything that is text is escaped. Coordinates are in pixels. */
final class Svg {

  private final StringBuilder body = new StringBuilder();

  Svg text(double x, double y, String cssClass, String text) {
    return line(
        "<text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>", n(x), n(y), cssClass, escape(text));
  }

  /** A bar that explains itself where the pointer rests. */
  Svg bar(double x, double y, double width, double height, String cssClass, String tip) {
    return line(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\""
            + " class=\"%s\"><title>%s</title></rect>",
        n(x), n(y), n(width), n(height), cssClass, escape(tip));
  }

  Svg stroke(double x1, double y1, double x2, double y2, String cssClass) {
    return line("<path d=\"M%s %sL%s %s\" class=\"%s\"/>", n(x1), n(y1), n(x2), n(y2), cssClass);
  }

  /**
   * The whole document.
   *
   * @param width in pixels
   * @param height in pixels
   * @param title for screen readers
   * @param css classes used by the elements
   */
  String document(double width, double height, String title, String css) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img">
    <title>%3$s</title>
    <style>
    %4$s</style>
    <rect width="%1$s" height="%2$s" rx="8" class="page"/>
    %5$s</svg>
    """
        .formatted(n(width), n(height), escape(title), css, body);
  }

  /** For element content and attribute values alike. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private Svg line(String format, Object... values) {
    body.append(format.formatted(values)).append('\n');
    return this;
  }

  private static String n(double pixels) {
    String number = String.format(Locale.ROOT, "%.1f", pixels);
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }
}
