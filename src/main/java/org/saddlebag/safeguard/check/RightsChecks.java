package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;
import static org.saddlebag.safeguard.check.Looks.skipped;

import java.util.List;
import org.saddlebag.aws.Right;

/** Whether a sender can do more than send. */
final class RightsChecks {

  private RightsChecks() {}

  static List<Check> all() {
    return List.of(
        Check.ofBucket(
            "rights-read",
            "The sender can't read objects",
            Severity.HIGH,
            List.of(),
            seen -> ofBucket(seen, seen.rights().read(), "get objects", "s3:GetObject")),
        Check.ofBucket(
            "rights-list",
            "The sender can't list objects",
            Severity.MEDIUM,
            List.of(),
            seen -> ofBucket(seen, seen.rights().list(), "list objects", "s3:ListBucket")),
        new Check(
            "rights-decrypt",
            "The sender can't unwrap what it sealed",
            Severity.HIGH,
            List.of(),
            seen ->
                seen.keys().stream()
                    .filter(key -> key.role() == InspectedKey.Role.ENVELOPE)
                    .map(key -> new Check.Observation(key.uri(), decrypt(seen, key)))),
        Check.ofBucket(
            "key-seals-only",
            "A sender that only writes holds no key that opens",
            Severity.MEDIUM,
            List.of(),
            RightsChecks::key));
  }

  /** A sender that looks needs these rights, unless it is told to look at nothing. */
  private static Verdict ofBucket(Inspection seen, Right right, String act, String action) {
    if (!seen.subject().sends()) {
      return skipped("no flow that sends");
    }
    boolean writes = seen.subject().access() == Subject.Access.WRITES;
    return switch (right) {
      case REFUSED -> passed("these credentials may not " + act);
      case UNKNOWN -> skipped("the store does not tell whether these credentials may " + act);
      case ALLOWED ->
          writes
              ? failed(
                  "these credentials may " + act,
                  "Take %s away; \"%s\" writes what a write-only sender needs."
                      .formatted(action, seen.subject().policyCommand("writer")))
              : new Verdict.Failed(
                  "these credentials may %s, as access=full needs".formatted(act),
                  "Set access=write-only and take %s away where the sender need not look."
                      .formatted(action),
                  sealsOnly(seen) ? Severity.MEDIUM : Severity.LOW);
    };
  }

  /** Whoever opens nothing has less reason to look. */
  private static boolean sealsOnly(Inspection seen) {
    return seen.subject().sealing() == Subject.Sealing.SEALS_ONLY;
  }

  private static Verdict decrypt(Inspection seen, InspectedKey key) {
    if (!seen.subject().sends()) {
      return skipped("no flow that sends");
    }
    boolean writes = seen.subject().access() == Subject.Access.WRITES;
    return switch (key.decrypt()) {
      case REFUSED -> passed(key.words() + ": no kms:Decrypt");
      case UNKNOWN -> skipped(key.words() + ": KMS does not tell");
      case ALLOWED ->
          new Verdict.Failed(
              key.words() + ": these credentials may unwrap what they seal",
              "Leave the sender kms:GenerateDataKey alone; \"%s\" writes such a policy."
                  .formatted(seen.subject().policyCommand("writer")),
              writes ? null : Severity.MEDIUM);
    };
  }

  private static Verdict key(Inspection seen) {
    if (seen.subject().access() != Subject.Access.WRITES) {
      return skipped("no flow that only writes");
    }
    return switch (seen.subject().sealing()) {
      case OPENS_HERE ->
          failed(
              "the master key lies on this host and opens all that it sealed",
              "Seal with the certificate alone, public:CERTIFICATE.pem, or with a KMS key of which"
                  + " the host has kms:GenerateDataKey.");
      case PLAIN -> skipped("nothing is sealed");
      case IN_KMS -> skipped("KMS decides, see rights-decrypt");
      case SEALS_ONLY -> passed("the host has the public key alone");
      case NONE -> skipped("no flow");
    };
  }
}
