package org.saddlebag.camel.requests;

import java.util.Set;
import java.util.stream.Stream;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.kms.KmsError;
import org.saddlebag.s3.StoreError;

/**
 * Tells failures that answer a request from those of everything around it. An object that is not
 * there, that we may not read or that no key of ours has sealed is an answer. Wrong credentials, a
 * store that nobody trusts or a KMS that says no concern all requests: those stay in the queue
 * until somebody has mended it.
 */
final class RequestFailures {

  private static final Set<ErrorCode> OF_ALL =
      Set.of(
          StoreError.NO_SUCH_BUCKET,
          StoreError.BAD_CREDENTIALS,
          StoreError.NO_CREDENTIALS,
          StoreError.CLOCK_SKEWED,
          StoreError.WRONG_REGION);

  /** What keys say of one object; all else that they say concerns the keys. */
  private static final Set<ErrorCode> OF_ONE =
      Set.of(
          KeyError.NO_MATCHING_KEY,
          KeyError.WRAP_REFUSED,
          KeyError.WRAP_LENGTH,
          KeyError.CONTEXT_MISMATCH,
          KeyError.SUITE_MISMATCH,
          KeyError.PUBLIC_KEY_ONLY,
          KmsError.KMS_OTHER_KEY,
          KmsError.KMS_KEY_NOT_ALLOWED);

  /** Codes that HEAD, which has no body, has from the status alone. */
  private static final Set<ErrorCode> OF_A_STATUS =
      Set.of(StoreError.REQUEST_REFUSED, StoreError.ACCESS_DENIED, StoreError.NO_SUCH_OBJECT);

  private RequestFailures() {}

  /** Whether no later attempt could answer better. */
  static boolean areAnswers(SaddlebagException why) {
    if (why instanceof KeyUnavailable) {
      return ofKeys(why).allMatch(each -> OF_ONE.contains(each.code()));
    }
    return !why.retryable() && !(why instanceof StoreUnavailable) && !OF_ALL.contains(why.code());
  }

  /** One for each key that did not open the object. */
  private static Stream<SaddlebagException> ofKeys(SaddlebagException why) {
    return Stream.concat(
        Stream.of(why),
        Stream.of(why.getSuppressed())
            .filter(KeyUnavailable.class::isInstance)
            .map(KeyUnavailable.class::cast));
  }

  /** Whether a refused HEAD may mean something else than it seems to. */
  static boolean areUnclear(SaddlebagException ofHead) {
    return OF_A_STATUS.contains(ofHead.code());
  }
}
