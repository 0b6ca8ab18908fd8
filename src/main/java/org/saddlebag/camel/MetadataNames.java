package org.saddlebag.camel;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of headers that become user metadata: {@code NAME,NAME}. */
public final class MetadataNames {

  /** What both a header of HTTP and S3 take. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$&'*+.^_`|~-]{1,128}");

  private MetadataNames() {}

  /**
   * Reads the names.
   *
   * @param text separated by commas, may be empty
   * @return in that order
   * @throws IllegalArgumentException if one can't be the name of user metadata, is ours or the
   *     envelope's, or is the same as another in lower case
   */
  public static List<String> parse(String text) {
    List<String> names =
        Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("'" + name + "' can't be the name of metadata");
      }
      if (lower.startsWith("x-amz-") || lower.startsWith("saddlebag-")) {
        throw new IllegalArgumentException("'" + name + "' is kept for the envelope and for us");
      }
      if (!seen.add(lower)) {
        throw new IllegalArgumentException(
            "'" + name + "' comes twice; metadata knows no difference of case");
      }
    }
    return names;
  }
}
