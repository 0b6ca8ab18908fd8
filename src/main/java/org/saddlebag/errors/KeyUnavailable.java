package org.saddlebag.errors;

/**
 * A master key could not be had: unknown, denied, disabled, wrong password, or its service is out
 * of reach. The operator provides the key or the permission.
 */
public final class KeyUnavailable extends SaddlebagException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * A lasting failure.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   */
  public KeyUnavailable(ErrorCode code, String what) {
    this(code, what, false, null);
  }

  /**
   * A failure with a cause.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   * @param retryable whether the same attempt can succeed later by itself
   * @param cause the exception below, or null; must be free of secrets
   */
  public KeyUnavailable(ErrorCode code, String what, boolean retryable, Throwable cause) {
    super(code, what, code.fix(), cause);
    this.retryable = retryable;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
