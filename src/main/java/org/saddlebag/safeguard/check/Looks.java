package org.saddlebag.safeguard.check;

import java.util.function.Function;
import java.util.function.Supplier;
import org.saddlebag.aws.Aspect;

/** From an aspect to a verdict. */
final class Looks {

  private Looks() {}

  /** Judges what was seen; not being set is a case of its own. */
  static <T> Verdict at(
      Aspect<T> aspect, Function<T, Verdict> whenSeen, Supplier<Verdict> whenNotSet) {
    if (aspect instanceof Aspect.Seen<T> seen) {
      return whenSeen.apply(seen.value());
    }
    if (aspect instanceof Aspect.Denied<T> denied) {
      return new Verdict.Unseen("not allowed to look, needs " + denied.permission());
    }
    if (aspect instanceof Aspect.NotOffered<T> lacking) {
      return new Verdict.Skipped("not offered: " + lacking.words());
    }
    return aspect instanceof Aspect.Failed<T> failed
        ? new Verdict.Unseen("the look failed: " + failed.why())
        : whenNotSet.get();
  }

  static Verdict passed(String seen) {
    return new Verdict.Passed(seen);
  }

  static Verdict failed(String seen, String mend) {
    return new Verdict.Failed(seen, mend, null);
  }

  static Verdict skipped(String why) {
    return new Verdict.Skipped(why);
  }
}
