package org.saddlebag.settings;

/**
 * How the text of a setting becomes a value.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
interface ValueType<T> {

  /**
   * Reads the text strictly.
   *
   * @param text never blank
   * @param surroundings what relative names refer to
   * @return never null
   * @throws BadValue if it means nothing
   */
  T parse(String text, Surroundings surroundings) throws BadValue;
}
