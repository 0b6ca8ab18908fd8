package org.saddlebag.local.wire;

import java.util.Locale;

/**
 * One header line as it stood on the wire.
 *
 * @param name the name, in the case the sender used
 * @param value the value without surrounding white space
 */
public record Header(String name, String value) {

  /**
   * Whether this is the header of that name.
   *
   * @param other a name in any case
   * @return true when the names are equal but for case
   */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** The line; the values that carry a customer's key or a signature are left out. */
  @Override
  public String toString() {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean hidden = lower.endsWith("customer-key") || lower.equals("authorization");
    return name + ": " + (hidden ? "(hidden)" : value);
  }
}
