package org.saddlebag.errors;

/**
 * The data is not what was sealed: truncated, changed or malformed. The operator restores another
 * copy or version; trying again is useless.
 */
public final class Damaged extends SaddlebagException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with the mend that belongs to its code.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   */
  public Damaged(ErrorCode code, String what) {
    this(code, what, null);
  }

  /**
   * A failure with a cause.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   * @param cause the exception below, or null; must be free of secrets
   */
  public Damaged(ErrorCode code, String what, Throwable cause) {
    super(code, what, code.fix(), cause);
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
