package org.saddlebag.delivery;

/** The death of the process, as far as one thread of a test can tell. */
final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  static Failpoints at(Failpoint point) {
    return at(point, 1);
  }

  static Failpoints at(Failpoint point, int passing) {
    return new Failpoints(
        point,
        passing,
        status -> {
          throw new Killed();
        });
  }
}
