package org.saddlebag.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * S3's rules of object tags. Source: Amazon S3 User Guide, "Categorizing your objects using tags".
 */
public final class TagRules {

  private static final int MAX_TAGS = 10;
  private static final int MAX_NAME_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private TagRules() {}

  /**
   * What is wrong with tags.
   *
   * @param tags names and values
   * @return a sentence each, what and mend; empty when all is well
   */
  public static List<String> problems(Map<String, String> tags) {
    List<String> problems = new ArrayList<>();
    if (tags.size() > MAX_TAGS) {
      problems.add("there are %d tags: give at most %d".formatted(tags.size(), MAX_TAGS));
    }
    tags.forEach(
        (name, value) -> {
          check("tag '%s'".formatted(shown(name)), name, MAX_NAME_LENGTH, problems);
          check("the value of tag '%s'".formatted(shown(name)), value, MAX_VALUE_LENGTH, problems);
          if (name.startsWith("aws:")) {
            problems.add(
                "tag '%s' begins with aws:, which is AWS's own: rename it".formatted(name));
          }
        });
    return problems;
  }

  private static void check(String what, String text, int most, List<String> problems) {
    if (text.length() > most) {
      problems.add("%s has %d characters: give at most %d".formatted(what, text.length(), most));
    }
    if (!CHARACTERS.matcher(text).matches()) {
      problems.add(
          what
              + " has a character that no tag may have: use letters, digits, spaces and + - = . _"
              + " : / @");
    }
  }

  private static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 40 ? clean.substring(0, 40) + "..." : clean;
  }
}
