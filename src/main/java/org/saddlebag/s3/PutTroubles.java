package org.saddlebag.s3;

import org.saddlebag.errors.Refused;

/** Refusals of a put whose reason is the server-side encryption, though the store does not say. */
final class PutTroubles {

  private PutTroubles() {}

  /** The refusal, under the code of what is most probably behind it. */
  static Refused explained(StoreProfile profile, ServerSideEncryption sse, Refused e) {
    boolean kms = sse instanceof ServerSideEncryption.SseKms;
    if (kms && profile.confusesKeys() && e.code() == StoreError.BAD_CREDENTIALS) {
      return new Refused(StoreError.SSE_KEY_UNUSABLE, e.what(), e.getCause());
    }
    boolean customer = sse instanceof ServerSideEncryption.SseC;
    if (customer && profile == StoreProfile.AWS && e.code() == StoreError.ACCESS_DENIED) {
      return new Refused(
          StoreError.SSE_C_DENIED,
          e.what() + "; new buckets block SSE-C until somebody enables it",
          e.getCause());
    }
    return e;
  }
}
