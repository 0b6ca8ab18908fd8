package org.saddlebag.envelope;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A metadata value after one slip or attack.
 *
 * @param how what was done, for messages
 * @param value the value now
 */
record ValueChange(String how, String value) {

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** Every change of one character, and of the whole; all differ from the value. */
  static Collection<ValueChange> of(String value) {
    Changes changes = new Changes(value);
    for (int i = 0; i < value.length(); i++) {
      String before = value.substring(0, i);
      String after = value.substring(i + 1);
      for (char other : othersFor(value.charAt(i))) {
        changes.add("character " + i + " became '" + other + "'", before + other + after);
      }
      changes.add("character " + i + " removed", before + after);
      changes.add(
          "character " + i + " doubled", before + value.charAt(i) + value.charAt(i) + after);
      changes.add("cut before character " + i, before);
    }
    changes.add("doubled", value + value);
    changes.add("reversed", new StringBuilder(value).reverse().toString());
    changes.add("in upper case", value.toUpperCase(Locale.ROOT));
    changes.add("in lower case", value.toLowerCase(Locale.ROOT));
    for (String padding : new String[] {" ", "\t", "\r\n", "=", "A", "0", "\u0000"}) {
      changes.add("something before", padding + value);
      changes.add("something behind", value + padding);
    }
    return changes.all.values();
  }

  /** One with another lowest bit in base64, the other case, a digit, and what ends things. */
  private static char[] othersFor(char c) {
    int at = BASE64.indexOf(c);
    char flipped = at < 0 ? 'A' : BASE64.charAt(at ^ 1);
    char otherCase = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    char digit = Character.isDigit(c) ? (char) ('0' + (c - '0' + 5) % 10) : '7';
    return new char[] {flipped, otherCase, digit, '=', ' ', '\u00e9'};
  }

  private static final class Changes {
    private final Map<String, ValueChange> all = new LinkedHashMap<>();
    private final String original;

    Changes(String original) {
      this.original = original;
    }

    void add(String how, String value) {
      if (!value.equals(original)) {
        all.putIfAbsent(value, new ValueChange(how, value));
      }
    }
  }

  @Override
  public String toString() {
    return how + ": " + value;
  }
}
