package org.saddlebag.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What the meaning of a setting depends on besides its text.
 *
 * @param folder the configuration's folder; relative paths start there
 * @param environment gives the value of an environment variable, or null
 * @param looking whether passwords and files that the settings name must be there
 */
record Surroundings(Path folder, UnaryOperator<String> environment, boolean looking) {

  /** Where all must be there. */
  Surroundings(Path folder, UnaryOperator<String> environment) {
    this(folder, environment, true);
  }

  /**
   * The path that a setting names.
   *
   * @throws BadValue if the text can't be a path here
   */
  Path resolve(String text) throws BadValue {
    try {
      return folder.resolve(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new BadValue("is '" + text + "', no path", "write the path of a file or folder");
    }
  }
}
