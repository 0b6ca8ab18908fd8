package org.saddlebag.local.store;

/**
 * What must hold of the current version at the moment a write becomes visible.
 *
 * @param ifMatch the ETag it must have, without quotes; or null
 * @param ifAbsent whether there must be none
 */
public record Condition(String ifMatch, boolean ifAbsent) {

  /** Always holds. */
  public static final Condition NONE = new Condition(null, false);

  void check(ObjectVersion current) {
    boolean exists = current != null && !current.isDeleteMarker();
    if (ifAbsent && exists) {
      throw new StoreConflict(StoreConflict.Kind.PRECONDITION);
    }
    if (ifMatch != null && !exists) {
      throw new StoreConflict(StoreConflict.Kind.NO_SUCH_KEY);
    }
    if (ifMatch != null && !ifMatch.equals(current.content().etag())) {
      throw new StoreConflict(StoreConflict.Kind.PRECONDITION);
    }
  }
}
