package org.saddlebag.safeguard.check;

import java.util.List;
import java.util.stream.Stream;

/** All checks. */
public final class Checks {

  private static final List<Check> ALL =
      Stream.of(
              TransportChecks.all(),
              PublicChecks.all(),
              EncryptionChecks.all(),
              RetentionChecks.all(),
              OwnershipChecks.all(),
              KeyChecks.all(),
              LineChecks.all(),
              RightsChecks.all())
          .flatMap(List::stream)
          .toList();

  private Checks() {}

  /**
   * All checks.
   *
   * @return in the order in which they are told
   */
  public static List<Check> all() {
    return ALL;
  }

  /**
   * Judges.
   *
   * @param seen what was seen
   * @return what all checks say
   */
  public static Report of(Inspection seen) {
    return new Report(seen.subject(), ALL.stream().flatMap(check -> check.evaluate(seen)).toList());
  }
}
