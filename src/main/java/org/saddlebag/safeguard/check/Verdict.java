package org.saddlebag.safeguard.check;

/** What a check came to. */
public sealed interface Verdict {

  /**
   * Sound.
   *
   * @param seen what was seen
   */
  record Passed(String seen) implements Verdict {}

  /**
   * A flaw.
   *
   * @param seen what was seen
   * @param mend what to do, a sentence
   * @param severity how bad it is here; null for what the check says
   */
  record Failed(String seen, String mend, Severity severity) implements Verdict {}

  /**
   * It could not be looked at.
   *
   * @param why what stood in the way
   */
  record Unseen(String why) implements Verdict {}

  /**
   * It does not matter here, or the store has no such thing, or does not tell.
   *
   * @param why in words
   */
  record Skipped(String why) implements Verdict {}

  /**
   * What was seen or why nothing was, in one line.
   *
   * @return never empty
   */
  default String words() {
    if (this instanceof Passed passed) {
      return passed.seen();
    }
    if (this instanceof Failed failed) {
      return failed.seen();
    }
    return this instanceof Unseen unseen ? unseen.why() : ((Skipped) this).why();
  }
}
