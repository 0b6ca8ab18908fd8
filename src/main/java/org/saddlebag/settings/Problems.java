package org.saddlebag.settings;

import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * Notes a file that this user can't read; one that can be read is no problem.
   *
   * @param key the name of the setting that names it
   * @param file the file
   */
  void addUnreadable(String key, Path file) {
    if (!Files.isReadable(file)) {
      String why = Files.exists(file) ? "cannot be read" : "does not exist";
      add(key, "names " + file + ", which " + why, "name a file that this user can read");
    }
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
