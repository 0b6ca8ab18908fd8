package org.saddlebag.errors;

/**
 * A failure with a code, a description of what happened and where, and a mend. Its children say
 * what an operator does about it. No key bytes, passwords or plaintext ever enter one.
 */
public abstract sealed class SaddlebagException extends RuntimeException
    permits Refused,
        Damaged,
        KeyUnavailable,
        StoreUnavailable,
        BrokerUnavailable,
        EndpointUnavailable,
        DatabaseUnavailable,
        FileUnavailable {

  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final String what;
  private final String fix;

  SaddlebagException(ErrorCode code, String what, String fix, Throwable cause) {
    super(code.id() + ": " + what + " [" + fix + "]", cause);
    this.code = code;
    this.what = what;
    this.fix = fix;
  }

  /**
   * The kind of failure.
   *
   * @return the code, never null
   */
  public final ErrorCode code() {
    return code;
  }

  /**
   * What happened, where and why, without the mend.
   *
   * @return one sentence
   */
  public final String what() {
    return what;
  }

  /**
   * How to mend it.
   *
   * @return one sentence, never empty
   */
  public final String fix() {
    return fix;
  }

  /**
   * Whether the same attempt can succeed later without anybody changing anything.
   *
   * @return true for passing troubles of the network, the store, the broker, KMS or the disk
   */
  public abstract boolean retryable();
}
