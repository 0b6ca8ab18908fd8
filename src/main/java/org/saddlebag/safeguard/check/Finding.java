package org.saddlebag.safeguard.check;

/**
 * What a check said of one thing.
 *
 * @param check which
 * @param subject a URI: {@code s3://BUCKET}, the ARN of a key, {@code https://HOST:PORT}
 * @param verdict what it came to
 */
public record Finding(Check check, String subject, Verdict verdict) {

  /**
   * How bad it is, or would be.
   *
   * @return never null
   */
  public Severity severity() {
    return verdict instanceof Verdict.Failed failed && failed.severity() != null
        ? failed.severity()
        : check.severity();
  }

  /**
   * Whether it is a flaw.
   *
   * @return false also where it could not be looked at
   */
  public boolean failed() {
    return verdict instanceof Verdict.Failed;
  }

  /**
   * Whether it could not be looked at.
   *
   * @return false where there is nothing to look at
   */
  public boolean unseen() {
    return verdict instanceof Verdict.Unseen;
  }

  /**
   * The mend.
   *
   * @return a sentence, or null where there is no flaw
   */
  public String mend() {
    return verdict instanceof Verdict.Failed failed ? failed.mend() : null;
  }

  /**
   * The outcome in one word.
   *
   * @return {@code failed}, {@code passed}, {@code unseen} or {@code skipped}
   */
  public String outcome() {
    if (verdict instanceof Verdict.Failed) {
      return "failed";
    }
    if (verdict instanceof Verdict.Passed) {
      return "passed";
    }
    return unseen() ? "unseen" : "skipped";
  }
}
