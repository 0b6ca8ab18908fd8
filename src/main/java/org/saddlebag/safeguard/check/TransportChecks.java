package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;

import java.util.List;
import java.util.function.Predicate;

/** What the bucket demands of those who come. */
final class TransportChecks {

  /** Older TLS is broken. Source: RFC 8996. */
  private static final double OLDEST_TLS = 1.2;

  private TransportChecks() {}

  static List<Check> all() {
    return List.of(
        Check.ofBucket(
            "tls-enforced",
            "The bucket policy denies requests without TLS",
            Severity.HIGH,
            List.of("CIS AWS 3.1.1", "Security Hub S3.5"),
            TransportChecks::enforced),
        Check.ofBucket(
            "tls-version",
            "The bucket policy denies TLS older than 1.2",
            Severity.LOW,
            List.of(),
            TransportChecks::version));
  }

  private static Verdict enforced(Inspection seen) {
    return judged(
        seen,
        statement ->
            statement.only().is("Bool", "aws:SecureTransport")
                && statement.only().values().contains("false"),
        "requests without TLS");
  }

  private static Verdict version(Inspection seen) {
    return judged(
        seen,
        statement ->
            statement.only().is("NumericLessThan", "s3:TlsVersion")
                && statement.only().values().stream().anyMatch(TransportChecks::isNewEnough),
        "TLS older than 1.2");
  }

  private static boolean isNewEnough(String version) {
    return version.matches("[0-9]+(\\.[0-9]+)?") && Double.parseDouble(version) >= OLDEST_TLS;
  }

  /** Bucket and objects both: a listing over plain http tells names, a get tells content. */
  private static Verdict judged(
      Inspection seen, Predicate<PolicyStatement> condition, String what) {
    String bucket = seen.subject().bucket();
    String mend =
        "Put the bucket policy that \"%s\" writes."
            .formatted(seen.subject().policyCommand("bucket"));
    return Looks.at(
        PolicyText.statements(seen.bucket().policy()),
        statements -> {
          List<PolicyStatement> denials =
              statements.stream()
                  .filter(
                      s -> s.deniesEverybody("s3:GetObject") || s.deniesEverybody("s3:ListBucket"))
                  .filter(condition)
                  .toList();
          boolean objects =
              denials.stream()
                  .anyMatch(
                      s ->
                          s.covers("s3:GetObject")
                              && s.covers("s3:PutObject")
                              && s.isOnObjects(bucket, ""));
          boolean itself =
              denials.stream().anyMatch(s -> s.covers("s3:ListBucket") && s.isOnBucket(bucket));
          if (objects && itself) {
            return passed(what + " are denied");
          }
          return failed(
              denials.isEmpty()
                  ? "no statement denies %s to everybody".formatted(what)
                  : "%s are denied for %s alone".formatted(what, objects ? "objects" : "a part"),
              mend);
        },
        () -> failed("there is no bucket policy, so nothing denies " + what, mend));
  }
}
