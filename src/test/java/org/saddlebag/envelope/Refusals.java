package org.saddlebag.envelope;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.KeyUnavailable;

/** What may come of a damaged object. */
final class Refusals {

  private Refusals() {}

  /** Fails unless opening throws Damaged or KeyUnavailable; anything else would be a leak. */
  static void assertDamagedOrKeyUnavailable(String what, ThrowingCallable opening) {
    assertRefused(what, opening, Damaged.class, KeyUnavailable.class);
  }

  /** Fails unless opening throws one of the given errors. */
  static void assertRefused(String what, ThrowingCallable opening, Class<?>... allowed) {
    Throwable thrown = catchThrowable(opening);
    if (thrown == null || List.of(allowed).stream().noneMatch(type -> type.isInstance(thrown))) {
      fail("%s: expected one of %s, got %s".formatted(what, List.of(allowed), thrown), thrown);
    }
  }
}
