package org.saddlebag.errors;

/**
 * A rule of ours, of the configuration or of the store says no. The operator changes the input or
 * the configuration; trying again without a change is useless.
 */
public final class Refused extends SaddlebagException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with the mend that belongs to its code.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   */
  public Refused(ErrorCode code, String what) {
    this(code, what, null);
  }

  /**
   * A failure with a cause.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   * @param cause the exception below, or null; must be free of secrets
   */
  public Refused(ErrorCode code, String what, Throwable cause) {
    super(code, what, code.fix(), cause);
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
