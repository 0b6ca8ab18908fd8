package org.saddlebag.keys;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a local master key writes into the materials description, and what it answers to.
 *
 * @param name the name that the configuration gives the key, {@code [a-z0-9-]+}
 * @param version from 1; a rotated key keeps its name and has the next version
 * @param defaultForForeign whether the key opens objects that others sealed, whose description
 *     names none of our keys
 */
public record KeyLabel(String name, int version, boolean defaultForForeign) {

  /** The entry of a materials description that names the master key. */
  public static final String NAME_ENTRY = "saddlebag-key";

  /** The entry of a materials description that tells the master key's version. */
  public static final String VERSION_ENTRY = "version";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

  /**
   * Checks name and version.
   *
   * @throws IllegalArgumentException if the name has other characters or the version is below 1
   */
  public KeyLabel {
    requireName(name);
    if (version < 1) {
      throw new IllegalArgumentException("a key's version starts at 1, was " + version);
    }
  }

  /**
   * Checks a master key's name.
   *
   * @param name must be {@code [a-z0-9-]+}
   * @return the name
   * @throws IllegalArgumentException if it has other characters
   */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a key's name has only a-z, 0-9 and -, was " + name);
    }
    return name;
  }

  /**
   * The materials description that objects under this key carry.
   *
   * @return two entries
   */
  public Map<String, String> description() {
    return Map.of(NAME_ENTRY, name, VERSION_ENTRY, Integer.toString(version));
  }

  /**
   * How an object's description relates to this label.
   *
   * @param description from the object
   * @return {@code NAMED} only if it equals {@link #description()}
   */
  MasterKey.Match match(Map<String, String> description) {
    if (description.equals(description())) {
      return MasterKey.Match.NAMED;
    }
    boolean foreign = !description.containsKey(NAME_ENTRY);
    return foreign && defaultForForeign ? MasterKey.Match.FOREIGN_DEFAULT : MasterKey.Match.NONE;
  }
}
