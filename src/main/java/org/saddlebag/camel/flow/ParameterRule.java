package org.saddlebag.camel.flow;

import java.util.Optional;

/** Says what is wrong with the value of a parameter. */
@FunctionalInterface
interface ParameterRule {

  /**
   * Checks a value.
   *
   * @param value not blank, placeholders resolved
   * @return what is wrong and how to mend it, behind {@code directory '/x' }; or empty
   */
  Optional<String> check(String value);
}
