package org.saddlebag.s3;

import java.util.Optional;
import java.util.function.Supplier;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A store that did the work but whose answer was lost refuses the repetition: the key is taken, the
 * upload is gone. Then a look shows whether the object there is ours.
 */
final class LostAnswers {

  private final AwsReads reads;
  private final Proof proof;

  LostAnswers(AwsReads reads, Proof proof) {
    this.reads = reads;
    this.proof = proof;
  }

  StoreAnswer guard(StoreAct act, SentObject sent, Supplier<StoreAnswer> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      SaddlebagException failure = StoreTroubles.translate(act, sent.target(), e);
      if (!repeated(e) || !looksDone(failure)) {
        throw failure;
      }
      return find(sent, failure)
          .filter(head -> proof.isOurs(sent, head))
          .map(StoreAnswer::of)
          .orElseThrow(() -> failure);
    }
  }

  private Optional<HeadObjectResponse> find(SentObject sent, SaddlebagException failure) {
    try {
      return reads.find(sent.target(), AwsPuts.customerKey(sent.options()));
    } catch (SaddlebagException e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }

  private static boolean repeated(SdkException e) {
    return e.numAttempts() != null && e.numAttempts() > 1;
  }

  private static boolean looksDone(SaddlebagException failure) {
    return failure.code() == StoreError.OBJECT_EXISTS
        || failure.code() == StoreError.UPLOAD_GONE
        || failure.code() == StoreError.NO_SUCH_OBJECT;
  }
}
