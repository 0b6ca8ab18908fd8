package org.saddlebag.s3;

import org.saddlebag.errors.Refused;

/**
 * Refusals of a look or a get that a customer key may be the reason of. S3 answers 403 to a wrong
 * key and 400 to a missing or needless one, to HEAD without a word.
 */
final class ReadTroubles {

  private ReadTroubles() {}

  /** The same refusal, with the hint where there is one. */
  static Refused explained(CustomerKey sent, Refused e) {
    boolean unclear = e.code() == StoreError.REQUEST_REFUSED;
    if (sent != null && (unclear || e.code() == StoreError.ACCESS_DENIED)) {
      return with(e, "; perhaps the object does not rest under the " + sent);
    }
    return sent == null && unclear
        ? with(e, "; an object under a customer key (SSE-C) can only be read with that key")
        : e;
  }

  private static Refused with(Refused e, String hint) {
    return new Refused(e.code(), e.what() + hint, e.getCause());
  }
}
