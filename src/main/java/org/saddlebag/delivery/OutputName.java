package org.saddlebag.delivery;

import java.nio.file.Path;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/** Names under which content goes on to somebody else, who may make a file of them. */
public final class OutputName {

  private static final Path ANYWHERE = Path.of("/");

  private OutputName() {}

  /**
   * Makes sure that a name stays inside of whatever directory it is used in.
   *
   * @param name with {@code /}, as a stranger may have chosen it
   * @return the same
   * @throws Refused {@code BAD_OUTPUT_NAME} if it is absolute, has a part {@code ..} or a control
   *     character, or a backslash, which elsewhere is a slash
   */
  public static String checked(String name) {
    if (name.indexOf('\\') >= 0) {
      throw new Refused(
          DeliveryError.BAD_OUTPUT_NAME,
          "the name '%s' has a backslash".formatted(OneLine.of(name)));
    }
    RelativeNames.output(ANYWHERE, name);
    return name;
  }
}
