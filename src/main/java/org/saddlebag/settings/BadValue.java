package org.saddlebag.settings;

/** The text of one setting does not mean what it must mean. */
final class BadValue extends Exception {

  private static final long serialVersionUID = 1L;

  private final String mend;

  /**
   * What is wrong, and how to mend it; the text of a secret belongs in neither.
   *
   * @param why for example {@code is '8MB', no size}
   * @param mend for example {@code write 5MiB to 1GiB}
   */
  BadValue(String why, String mend) {
    super(why);
    this.mend = mend;
  }

  String mend() {
    return mend;
  }
}
