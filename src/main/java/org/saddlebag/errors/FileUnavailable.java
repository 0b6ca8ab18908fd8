package org.saddlebag.errors;

/**
 * A local file or folder could not be read or written: missing, no permission, disk full. The
 * operator makes room or gives access.
 */
public final class FileUnavailable extends SaddlebagException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with the mend that belongs to its code.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   */
  public FileUnavailable(ErrorCode code, String what) {
    this(code, what, null);
  }

  /**
   * A failure with a cause.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   * @param cause the exception below, or null; must be free of secrets
   */
  public FileUnavailable(ErrorCode code, String what, Throwable cause) {
    super(code, what, code.fix(), cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
