package org.saddlebag.errors;

/** A stranger's text as one line of a log or message: names may hold line breaks and escapes. */
public final class OneLine {

  private OneLine() {}

  /**
   * The text on one line.
   *
   * @param text the text
   * @return with question marks for control characters and lone surrogates
   */
  public static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{D800}-\\x{DFFF}]", "?");
  }
}
