package org.saddlebag.local.auth;

/** Why a signature does not hold; each service has its own code for each kind. */
public final class AuthFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The kinds of failure. */
  public enum Kind {
    /** No signature at all. */
    ABSENT,
    /** A signature that cannot be read, or is for another service or Region. */
    MALFORMED,
    /** Nobody has this access key. */
    UNKNOWN_KEY,
    /** Signed with another secret, or changed on the way. */
    MISMATCH,
    /** More than 15 minutes off. */
    SKEWED,
    /** A presigned request whose time is over. */
    EXPIRED
  }

  private final Kind kind;

  /**
   * A failure.
   *
   * @param kind the kind
   * @param message the sentence for people
   */
  public AuthFailure(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /**
   * The kind of failure.
   *
   * @return never null
   */
  public Kind kind() {
    return kind;
  }
}
