package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;
import static org.saddlebag.safeguard.check.Looks.skipped;

import java.util.List;
import java.util.Map;
import org.saddlebag.s3.posture.DefaultEncryption;

/** What S3 does at rest. */
final class EncryptionChecks {

  private static final String SSE_C = "sse-c";
  private static final String KIND = "s3:x-amz-server-side-encryption";
  private static final String CUSTOMER = "s3:x-amz-server-side-encryption-customer-algorithm";
  private static final Map<String, String> NAMES =
      Map.of("sse-s3", "AES256", "sse-kms", "aws:kms", "dsse-kms", "aws:kms:dsse");

  private EncryptionChecks() {}

  static List<Check> all() {
    return List.of(
        Check.ofBucket(
            "default-encryption",
            "What asks for no encryption at rest gets the bucket's",
            Severity.HIGH,
            List.of(),
            EncryptionChecks::isSet),
        Check.ofBucket(
            "default-kms",
            "The default encryption is under a key in KMS",
            Severity.LOW,
            List.of("Security Hub S3.17"),
            EncryptionChecks::kms),
        Check.ofBucket(
            "default-kms-own-key",
            "The default KMS key is one that the account manages itself",
            Severity.LOW,
            List.of(),
            EncryptionChecks::ownKey),
        Check.ofBucket(
            "bucket-key",
            "The default encryption under KMS uses a bucket key",
            Severity.INFO,
            List.of(),
            EncryptionChecks::bucketKey),
        Check.ofBucket(
            "sse-c-blocked",
            "Writes under customer keys (SSE-C) are blocked where nobody needs them",
            Severity.MEDIUM,
            List.of(),
            EncryptionChecks::customerKeysBlocked),
        Check.ofBucket(
            "sse-c-usable",
            "The bucket takes the SSE-C that the flow sends with",
            Severity.HIGH,
            List.of(),
            EncryptionChecks::customerKeysUsable),
        Check.ofBucket(
            "sse-enforced",
            "The bucket policy denies puts with other encryption at rest than the flow's",
            Severity.LOW,
            List.of(),
            EncryptionChecks::enforced));
  }

  private static Verdict isSet(Inspection seen) {
    String mend =
        "aws s3api put-bucket-encryption --bucket %s with SSEAlgorithm AES256 or aws:kms"
            .formatted(seen.subject().bucket());
    return Looks.at(
        seen.bucket().encryption(),
        e -> e.algorithm() == null ? failed("the rule names no algorithm", mend) : passed(words(e)),
        () -> failed("there is no default encryption", mend));
  }

  private static String words(DefaultEncryption e) {
    return e.algorithm() + (e.kmsKeyId() == null ? "" : " under " + e.kmsKeyId());
  }

  private static Verdict kms(Inspection seen) {
    return Looks.at(
        seen.bucket().encryption(),
        e ->
            e.kms()
                ? passed(words(e))
                : failed(
                    words(e) + ": whoever may get an object needs no key besides",
                    "Set aws:kms with a key whose policy names the readers, where objects are not"
                        + " sealed before they leave."),
        () -> failed("there is no default encryption", "Set aws:kms with a key of yours."));
  }

  private static Verdict ownKey(Inspection seen) {
    return Looks.at(
        seen.bucket().encryption(),
        e -> {
          if (!e.kms()) {
            return skipped("the default is not under KMS");
          }
          boolean aws = e.kmsKeyId() == null || e.kmsKeyId().endsWith("alias/aws/s3");
          return aws
              ? failed(
                  "the key is AWS's own, alias/aws/s3",
                  "Name a key of yours: nobody can narrow the policy of alias/aws/s3, or share it"
                      + " with another account.")
              : passed("the key is " + e.kmsKeyId());
        },
        () -> skipped("there is no default encryption"));
  }

  private static Verdict bucketKey(Inspection seen) {
    return Looks.at(
        seen.bucket().encryption(),
        e -> {
          if (!"aws:kms".equals(e.algorithm())) {
            return skipped("bucket keys go with aws:kms alone");
          }
          return e.bucketKey()
              ? passed("a bucket key is used; KMS's log names the bucket, not the object")
              : failed(
                  "each object costs a call of KMS, which counts against the account's quota",
                  "Set BucketKeyEnabled, unless KMS's log must name each object.");
        },
        () -> skipped("there is no default encryption"));
  }

  private static Verdict customerKeysBlocked(Inspection seen) {
    if (SSE_C.equals(seen.subject().sse())) {
      return skipped("the flow itself sends under SSE-C");
    }
    boolean byPolicy = deniesCustomerKeys(seen);
    return Looks.at(
        seen.bucket().encryption(),
        e -> blocked(seen, e.blocked().contains("SSE-C"), byPolicy),
        () -> blocked(seen, false, byPolicy));
  }

  /** Source: Amazon S3 User Guide, "Blocking or unblocking SSE-C for a general purpose bucket". */
  private static Verdict blocked(Inspection seen, boolean byBucket, boolean byPolicy) {
    if (byBucket || byPolicy) {
      return passed("blocked by " + (byBucket ? "the bucket" : "its policy"));
    }
    return failed(
        "whoever can write can make objects unreadable under a key of their own",
        "Set BlockedEncryptionTypes SSE-C (PutBucketEncryption) on %s, or put the policy that \"%s\""
                .formatted(seen.subject().bucket(), seen.subject().policyCommand("bucket"))
            + " writes.");
  }

  private static boolean deniesCustomerKeys(Inspection seen) {
    return PolicyText.statements(seen.bucket().policy()).seen().orElse(List.of()).stream()
        .filter(s -> s.deniesEverybody("s3:PutObject"))
        .filter(s -> s.isOnObjects(seen.subject().bucket(), seen.subject().prefix()))
        .map(PolicyStatement::only)
        .anyMatch(
            c ->
                (c.is("Null", CUSTOMER) && c.values().contains("false"))
                    || c.is("StringNotEquals", KIND));
  }

  private static Verdict customerKeysUsable(Inspection seen) {
    if (!SSE_C.equals(seen.subject().sse())) {
      return skipped("no flow sends under SSE-C");
    }
    if (deniesCustomerKeys(seen)) {
      return failed("the bucket policy denies SSE-C", "Take that statement out of the policy.");
    }
    return Looks.at(
        seen.bucket().encryption(),
        e ->
            e.blocked().contains("SSE-C")
                ? failed(
                    "the bucket blocks SSE-C",
                    "Set BlockedEncryptionTypes NONE (PutBucketEncryption), or another sse for the"
                        + " flow.")
                : passed("SSE-C is not blocked"),
        () -> passed("SSE-C is not blocked"));
  }

  private static Verdict enforced(Inspection seen) {
    String name = seen.subject().sse() == null ? null : NAMES.get(seen.subject().sse());
    if (!seen.subject().sends() || name == null) {
      return skipped("no flow asks for a kind that a policy can demand");
    }
    String mend =
        "Put the bucket policy that \"%s\" writes."
            .formatted(seen.subject().policyCommand("bucket"));
    return Looks.at(
        PolicyText.statements(seen.bucket().policy()),
        statements ->
            statements.stream()
                    .filter(s -> s.deniesEverybody("s3:PutObject"))
                    .filter(s -> s.isOnObjects(seen.subject().bucket(), seen.subject().prefix()))
                    .map(PolicyStatement::only)
                    .anyMatch(
                        c -> c.is("StringNotEquals", KIND) && c.values().equals(List.of(name)))
                ? passed("puts with another kind than %s are denied".formatted(name))
                : failed("puts with another kind than %s are taken".formatted(name), mend),
        () -> failed("there is no bucket policy", mend));
  }
}
