package org.saddlebag.cli;

/** Makes text harmless for a terminal: names of files and objects may hold escape sequences. */
final class Printable {

  private Printable() {}

  /** The text with every control character but the line feed in Java's Unicode escapes. */
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n') {
        printable.append("\\u%04x".formatted((int) c));
      } else {
        printable.append(c);
      }
    }
    return printable.toString();
  }
}
