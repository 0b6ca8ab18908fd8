package org.saddlebag.camel.queue.send;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of user metadata that become properties of messages: {@code NAME,NAME}. No choice can make
 * a property that JMS, a broker, Camel or we give a meaning.
 */
public final class PropertyNames {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");

  /** Some readers compare these without regard to case, so the names are kept in any case. */
  private static final List<String> KEPT =
      List.of("jms", "camel", "org.apache.camel", "saddlebag", "amq", "x-amz-", "x-opt-");

  private PropertyNames() {}

  /**
   * Reads the names.
   *
   * @param text separated by commas, may be empty; capitals count as small letters, as in metadata
   * @return in that order
   * @throws IllegalArgumentException if one can't be chosen
   */
  public static List<String> parse(String text) {
    List<String> names =
        Arrays.stream(text.split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "'%s' can't be the name of a property: use letters, digits, '.', '_' and '-'"
                .formatted(name));
      }
      if (KEPT.stream().anyMatch(name::startsWith)) {
        throw new IllegalArgumentException(
            "'%s' is kept for JMS, the broker, Camel or the envelope".formatted(name));
      }
    }
    return names;
  }
}
