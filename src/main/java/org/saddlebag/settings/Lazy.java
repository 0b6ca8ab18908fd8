package org.saddlebag.settings;

import java.util.function.Supplier;

/** Something that is made when it is first asked for, once, by whichever thread comes first. */
final class Lazy<T> {

  private final Supplier<? extends T> maker;
  private T made;

  Lazy(Supplier<? extends T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  /** What was made so far, or null. */
  synchronized T peek() {
    return made;
  }
}
