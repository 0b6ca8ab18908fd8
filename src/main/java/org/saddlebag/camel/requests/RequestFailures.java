package org.saddlebag.camel.requests;

import java.util.Set;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.StoreError;

/**
 * Tells failures that answer a request from those of everything around it. An object that is not
 * there, that we may not read or that can't be opened is an answer. Wrong credentials or a store
 * that nobody trusts concern all requests: those stay in the queue until somebody has mended it.
 */
final class RequestFailures {

  private static final Set<ErrorCode> OF_ALL =
      Set.of(
          StoreError.NO_SUCH_BUCKET,
          StoreError.BAD_CREDENTIALS,
          StoreError.NO_CREDENTIALS,
          StoreError.CLOCK_SKEWED,
          StoreError.WRONG_REGION);

  private RequestFailures() {}

  /** Whether no later attempt could answer better. */
  static boolean areAnswers(SaddlebagException why) {
    return !why.retryable() && !(why instanceof StoreUnavailable) && !OF_ALL.contains(why.code());
  }
}
