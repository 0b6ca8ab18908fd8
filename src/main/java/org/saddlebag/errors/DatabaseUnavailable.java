package org.saddlebag.errors;

/**
 * The database that nodes share could not be reached, or did not do what it was asked. The operator
 * looks at the network, the database or the credentials.
 */
public final class DatabaseUnavailable extends SaddlebagException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * A failure with a cause.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   * @param retryable whether the same attempt can succeed later by itself
   * @param cause the exception below, or null; must be free of secrets
   */
  public DatabaseUnavailable(ErrorCode code, String what, boolean retryable, Throwable cause) {
    super(code, what, code.fix(), cause);
    this.retryable = retryable;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
