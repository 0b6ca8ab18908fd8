package org.saddlebag.errors;

import java.util.Locale;

/**
 * The name of one kind of failure together with its mend. Each package that can fail has an enum of
 * its own that implements this; a test walks them all.
 */
public interface ErrorCode {

  /**
   * The enum constant's name.
   *
   * @return the name, for example {@code TAG_MISMATCH}
   */
  String name();

  /**
   * How the operator mends this: one sentence in the imperative, never empty, without secrets.
   *
   * @return the sentence
   */
  String fix();

  /**
   * The stable name that scripts may rely on, in lower case with hyphens.
   *
   * @return for example {@code tag-mismatch}
   */
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
