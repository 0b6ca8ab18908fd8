package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;
import static org.saddlebag.safeguard.check.Looks.skipped;

import java.util.List;

/** Whose the objects are, and who keeps book. */
final class OwnershipChecks {

  private static final String ENFORCED = "BucketOwnerEnforced";

  private OwnershipChecks() {}

  static List<Check> all() {
    return List.of(
        Check.ofBucket(
            "ownership",
            "ACLs are disabled: the bucket's owner owns every object",
            Severity.MEDIUM,
            List.of("Security Hub S3.12"),
            OwnershipChecks::ownership),
        Check.ofBucket(
            "owner-pinned",
            "The flow names the account that must own the bucket",
            Severity.LOW,
            List.of(),
            OwnershipChecks::pinned),
        Check.ofBucket(
            "access-logging",
            "Server access logs are written",
            Severity.MEDIUM,
            List.of("Security Hub S3.9"),
            OwnershipChecks::logging),
        Check.ofBucket(
            "access-logging-elsewhere",
            "Server access logs go to another bucket",
            Severity.LOW,
            List.of(),
            OwnershipChecks::elsewhere));
  }

  private static Verdict ownership(Inspection seen) {
    String mend =
        "aws s3api put-bucket-ownership-controls --bucket %s --ownership-controls"
                .formatted(seen.subject().bucket())
            + " Rules=[{ObjectOwnership=%s}]".formatted(ENFORCED);
    return Looks.at(
        seen.bucket().ownership(),
        ownership ->
            ownership.equals(ENFORCED)
                ? passed(ownership)
                : failed(ownership + ": ACLs count", mend),
        () -> failed("no ownership controls: ACLs count, and writers own what they put", mend));
  }

  private static Verdict pinned(Inspection seen) {
    if (seen.subject().flow() == null) {
      return skipped("there is no flow");
    }
    return seen.subject().expectedOwner() != null
        ? passed("account " + seen.subject().expectedOwner())
        : failed(
            "a bucket of the same name in another account would be taken for this one",
            "Give the flow expectedOwner, the 12 digits of the bucket's account, where the store"
                + " has it.");
  }

  private static Verdict logging(Inspection seen) {
    return Looks.at(
        seen.bucket().logging(),
        log -> passed("to s3://%s/%s".formatted(log.bucket(), log.prefix())),
        () ->
            failed(
                "nobody notes who reads and writes",
                "Set server access logging (PutBucketLogging) to a bucket for logs; CloudTrail's"
                    + " data events tell it too, and can't be seen from here."));
  }

  private static Verdict elsewhere(Inspection seen) {
    return Looks.at(
        seen.bucket().logging(),
        log ->
            log.bucket().equals(seen.subject().bucket())
                ? failed(
                    "the logs go to the bucket that they are about, and each log makes another",
                    "Name a bucket for logs alone.")
                : passed("to " + log.bucket()),
        () -> skipped("there are no logs"));
  }
}
