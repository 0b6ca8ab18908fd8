package org.saddlebag.local.store;

/** A write that the state of the store does not allow. */
public final class StoreConflict extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Kind {
    /** The current version is not what the condition says. */
    PRECONDITION,
    /** The condition names a version, and there is no object. */
    NO_SUCH_KEY,
    /** The upload was completed or aborted meanwhile. */
    NO_SUCH_UPLOAD,
    /** The bucket was removed meanwhile. */
    NO_SUCH_BUCKET,
    /** The bucket still holds objects. */
    BUCKET_NOT_EMPTY
  }

  private final Kind kind;

  StoreConflict(Kind kind) {
    super(kind.name(), null, false, false);
    this.kind = kind;
  }

  /**
   * Why not.
   *
   * @return never null
   */
  public Kind kind() {
    return kind;
  }
}
