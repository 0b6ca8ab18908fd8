package org.saddlebag.local.store;

import java.util.Comparator;

/**
 * The order of keys in listings: by UTF-8 bytes. Differs from the order of Java strings only where
 * a surrogate pair meets a character from U+E000 on.
 */
final class Utf8Order implements Comparator<String> {

  @Override
  public int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean differ = Character.isSurrogate(x) != Character.isSurrogate(y);
        return differ && Math.min(x, y) >= Character.MIN_SURROGATE
            ? Character.compare(y, x)
            : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
