package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;
import static org.saddlebag.safeguard.check.Looks.skipped;

import java.util.List;
import org.saddlebag.s3.posture.BucketLock;
import org.saddlebag.s3.posture.Lifecycle;

/** Whether what is stored stays, and what is left over goes. */
final class RetentionChecks {

  private RetentionChecks() {}

  static List<Check> all() {
    return List.of(
        Check.ofBucket(
            "versioning",
            "The bucket keeps versions",
            Severity.MEDIUM,
            List.of("Security Hub S3.14"),
            RetentionChecks::versioning),
        Check.ofBucket(
            "mfa-delete",
            "Versions are removed with a second factor only",
            Severity.LOW,
            List.of("CIS AWS 3.1.2", "Security Hub S3.20"),
            RetentionChecks::mfaDelete),
        Check.ofBucket(
            "object-lock",
            "The bucket has Object Lock",
            Severity.LOW,
            List.of("Security Hub S3.15"),
            RetentionChecks::lock),
        Check.ofBucket(
            "object-lock-usable",
            "The bucket has the Object Lock that the flow locks its objects with",
            Severity.HIGH,
            List.of(),
            RetentionChecks::lockUsable),
        Check.ofBucket(
            "abort-uploads",
            "A lifecycle rule aborts incomplete uploads",
            Severity.MEDIUM,
            List.of(),
            RetentionChecks::abort),
        Check.ofBucket(
            "lifecycle",
            "The bucket has lifecycle rules",
            Severity.LOW,
            List.of("Security Hub S3.13"),
            RetentionChecks::rules),
        Check.ofBucket(
            "lifecycle-versions",
            "Where versions are kept, a lifecycle rule removes old ones",
            Severity.LOW,
            List.of("Security Hub S3.10"),
            RetentionChecks::versions));
  }

  private static Verdict versioning(Inspection seen) {
    String mend =
        "aws s3api put-bucket-versioning --bucket %s --versioning-configuration Status=Enabled"
            .formatted(seen.subject().bucket());
    return Looks.at(
        seen.bucket().versioning(),
        v -> {
          if (v.enabled()) {
            return passed("versions are kept");
          }
          return failed(
              v.suspended()
                  ? "versioning is suspended: what is replaced or deleted is gone"
                  : "no versions: what is replaced or deleted is gone",
              mend);
        },
        () -> failed("no versions are kept", mend));
  }

  private static Verdict mfaDelete(Inspection seen) {
    return Looks.at(
        seen.bucket().versioning(),
        v ->
            v.mfaDelete()
                ? passed("MFA delete is on")
                : failed(
                    "stolen credentials can remove versions",
                    "Let the root user enable MFA delete, or lock objects instead."),
        () -> skipped("no versions are kept"));
  }

  private static Verdict lock(Inspection seen) {
    return Looks.at(
        seen.bucket().lock(),
        lock -> passed(words(lock)),
        () ->
            failed(
                "nothing keeps objects from being deleted",
                "Enable Object Lock (PutObjectLockConfiguration), with a default retention or with"
                    + " lockMode in the flow."));
  }

  private static String words(BucketLock lock) {
    if (lock.mode() == null) {
      return "enabled, without a default retention";
    }
    return "%s, %d %s"
        .formatted(
            lock.mode(),
            lock.days() > 0 ? lock.days() : lock.years(),
            lock.days() > 0 ? "days" : "years");
  }

  private static Verdict lockUsable(Inspection seen) {
    if (!seen.subject().locks()) {
      return skipped("no flow locks objects");
    }
    return Looks.at(
        seen.bucket().lock(),
        lock -> passed(words(lock)),
        () ->
            failed(
                "the flow locks its objects, and the bucket has no Object Lock: puts fail",
                "Enable Object Lock for the bucket, or take lockMode out of the flow."));
  }

  private static Verdict abort(Inspection seen) {
    String mend =
        "Add a rule with AbortIncompleteMultipartUpload (7 days, for all keys) to the lifecycle of"
            + " %s.".formatted(seen.subject().bucket());
    return Looks.at(
        seen.bucket().lifecycle(),
        lifecycle ->
            lifecycle.rules().stream()
                .filter(rule -> rule.enabled() && rule.abortDays() > 0)
                .filter(rule -> covers(rule, seen.subject().prefix()))
                .findFirst()
                .map(rule -> passed("after %d days".formatted(rule.abortDays())))
                .orElseGet(() -> failed("no rule in force aborts incomplete uploads", mend)),
        () -> failed("there is no lifecycle, so what a broken upload leaves stays", mend));
  }

  private static boolean covers(Lifecycle.Rule rule, String prefix) {
    boolean ours = rule.prefix() != null && !prefix.isEmpty() && prefix.startsWith(rule.prefix());
    return rule.wholeBucket() || ours;
  }

  private static Verdict rules(Inspection seen) {
    return Looks.at(
        seen.bucket().lifecycle(),
        lifecycle -> {
          long inForce = lifecycle.rules().stream().filter(Lifecycle.Rule::enabled).count();
          return inForce > 0
              ? passed(inForce + " rule(s) in force")
              : failed("no rule is in force", "Enable one.");
        },
        () -> failed("there is no lifecycle", "Say how long objects are kept."));
  }

  private static Verdict versions(Inspection seen) {
    boolean kept =
        seen.bucket().versioning().seen().map(v -> v.enabled() || v.suspended()).orElse(false);
    if (!kept) {
      return skipped("no versions are known to be kept");
    }
    String mend = "Add a rule with NoncurrentVersionExpiration.";
    return Looks.at(
        seen.bucket().lifecycle(),
        lifecycle ->
            lifecycle.rules().stream().anyMatch(rule -> rule.enabled() && rule.removesVersions())
                ? passed("old versions are removed")
                : failed("no rule in force removes old versions", mend),
        () -> failed("there is no lifecycle, so old versions stay for good", mend));
  }
}
