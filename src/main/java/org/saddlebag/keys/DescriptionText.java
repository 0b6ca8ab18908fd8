package org.saddlebag.keys;

import java.util.Map;

/**
 * An object's materials description as text for messages. Nobody vouches for a description, so it
 * is cut short, and control characters cannot forge lines of a log.
 */
final class DescriptionText {

  private static final int MAX_LENGTH_CHARS = 300;

  private DescriptionText() {}

  static String of(Map<String, String> description) {
    String text = description.toString();
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH_CHARS)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(safe::appendCodePoint);
    return text.length() > safe.length() ? safe + "..." : safe.toString();
  }
}
