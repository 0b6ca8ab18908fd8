package org.saddlebag.settings;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.errors.Refused;

/** Collects what is wrong, so that an operator learns of everything at once. */
final class Problems {

  private final List<String> lines = new ArrayList<>();

  /**
   * Notes one problem.
   *
   * @param key the setting's name as the operator wrote it
   * @param why what is wrong with it, without secrets
   * @param mend what to do
   */
  void add(String key, String why, String mend) {
    lines.add(key + " " + why + ": " + mend);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Ends the reading where anything was wrong.
   *
   * @param source the configuration's file
   * @throws Refused with every problem on a line of its own
   */
  void throwIfAny(Object source) {
    if (!lines.isEmpty()) {
      String count = lines.size() == 1 ? "1 problem" : lines.size() + " problems";
      throw new Refused(
          SettingsError.CONFIGURATION_WRONG,
          count + " in " + source + "\n  - " + String.join("\n  - ", lines));
    }
  }
}
