package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;
import static org.saddlebag.safeguard.check.Looks.skipped;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.aws.Aspect;
import org.saddlebag.s3.posture.AccessList;
import org.saddlebag.s3.posture.PublicAccessBlock;

/** Whether others than the owner's own can get in. */
final class PublicChecks {

  /** What Security Hub S3.6 looks for. */
  private static final List<String> TAKEOVER =
      List.of(
          "s3:DeleteBucketPolicy",
          "s3:PutBucketAcl",
          "s3:PutBucketPolicy",
          "s3:PutEncryptionConfiguration",
          "s3:PutObjectAcl");

  private static final Pattern ACCOUNT =
      Pattern.compile("(?:arn:[^:]*:[^:]*:[^:]*:)?([0-9]{12})(?::.*)?");

  private PublicChecks() {}

  static List<Check> all() {
    return List.of(
        Check.ofBucket(
            "public-access-block",
            "Block Public Access is on, with all four settings",
            Severity.HIGH,
            List.of("CIS AWS 3.1.4", "Security Hub S3.8"),
            PublicChecks::block),
        Check.ofBucket(
            "policy-public",
            "The bucket policy is not public",
            Severity.CRITICAL,
            List.of("Security Hub S3.2", "Security Hub S3.3"),
            PublicChecks::policy),
        Check.ofBucket(
            "policy-any-principal",
            "The bucket policy allows nothing to the principal *",
            Severity.MEDIUM,
            List.of("CIS AWS 7.0 2.21"),
            PublicChecks::anyPrincipal),
        Check.ofBucket(
            "policy-takeover",
            "The bucket policy lets no other account change who may what",
            Severity.HIGH,
            List.of("Security Hub S3.6"),
            PublicChecks::takeover),
        Check.ofBucket(
            "acl-public",
            "The bucket's ACL grants nothing to everybody",
            Severity.CRITICAL,
            List.of("Security Hub S3.2", "Security Hub S3.3"),
            PublicChecks::acl));
  }

  private static Verdict block(Inspection seen) {
    String mend =
        "aws s3api put-public-access-block --bucket %s --public-access-block-configuration"
                .formatted(seen.subject().bucket())
            + " BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,"
            + "RestrictPublicBuckets=true";
    return Looks.at(
        seen.bucket().publicAccess(),
        block ->
            block.off().isEmpty()
                ? passed("all four settings are on")
                : failed("off: " + String.join(", ", block.off()), mend),
        () -> failed("nothing blocks public access", mend));
  }

  /** What the block keeps out does no harm as long as the block stays. */
  private static Verdict policy(Inspection seen) {
    Aspect<Boolean> told = seen.bucket().publicByPolicy();
    String mend =
        "Name the principals that may, or put the policy that \"%s\" writes."
            .formatted(seen.subject().policyCommand("bucket"));
    boolean restricted =
        seen.bucket()
            .publicAccess()
            .seen()
            .map(PublicAccessBlock::restrictPublicBuckets)
            .orElse(false);
    Severity severity = restricted ? Severity.MEDIUM : null;
    if (told.seen().orElse(false)) {
      return new Verdict.Failed("the store says that the policy is public", mend, severity);
    }
    return Looks.at(
        PolicyText.statements(seen.bucket().policy()),
        statements -> {
          List<String> open =
              statements.stream()
                  .filter(s -> s.allows() && s.forAnybody() && s.conditions().isEmpty())
                  .flatMap(s -> s.actions().stream())
                  .toList();
          return open.isEmpty()
              ? passed("nothing is allowed to everybody without a condition")
              : new Verdict.Failed("everybody may " + String.join(", ", open), mend, severity);
        },
        () -> passed("there is no bucket policy"));
  }

  private static Verdict anyPrincipal(Inspection seen) {
    return Looks.at(
        PolicyText.statements(seen.bucket().policy()),
        statements -> {
          long any = statements.stream().filter(s -> s.allows() && s.forAnybody()).count();
          return any == 0
              ? passed("each Allow names its principals")
              : failed(
                  any + " statement(s) allow the principal *, within their conditions",
                  "Name the principals; a condition alone is one mistake away from public.");
        },
        () -> passed("there is no bucket policy"));
  }

  private static Verdict takeover(Inspection seen) {
    String own = seen.subject().expectedOwner();
    if (own == null) {
      return skipped("which account is the owner's is not known: give the flow expectedOwner");
    }
    return Looks.at(
        PolicyText.statements(seen.bucket().policy()),
        statements -> {
          List<String> strangers = new ArrayList<>();
          statements.stream()
              .filter(s -> s.allows() && TAKEOVER.stream().anyMatch(s::covers))
              .forEach(
                  s ->
                      s.principals().stream().filter(p -> isOther(p, own)).forEach(strangers::add));
          return strangers.isEmpty()
              ? passed("none outside account " + own)
              : failed(
                  String.join(", ", strangers)
                      + " may change the bucket's policy, ACL or encryption",
                  "Take %s away from other accounts.".formatted(String.join(", ", TAKEOVER)));
        },
        () -> passed("there is no bucket policy"));
  }

  private static boolean isOther(String principal, String own) {
    Matcher account = ACCOUNT.matcher(principal);
    return principal.equals("*") || (account.matches() && !account.group(1).equals(own));
  }

  private static Verdict acl(Inspection seen) {
    boolean ignored =
        seen.bucket().publicAccess().seen().map(PublicAccessBlock::ignorePublicAcls).orElse(false)
            || seen.bucket().ownership().seen().map("BucketOwnerEnforced"::equals).orElse(false);
    return Looks.at(
        seen.bucket().acl(),
        acl -> {
          List<String> open =
              acl.grants().stream()
                  .filter(AccessList.Grant::open)
                  .map(
                      g ->
                          g.grantee().substring(g.grantee().lastIndexOf('/') + 1)
                              + " "
                              + g.permission())
                  .toList();
          return open.isEmpty()
              ? passed("no grant for everybody")
              : new Verdict.Failed(
                  String.join(", ", open) + (ignored ? ", which counts for nothing now" : ""),
                  "aws s3api put-bucket-acl --bucket %s --acl private"
                      .formatted(seen.subject().bucket()),
                  ignored ? Severity.MEDIUM : null);
        },
        () -> passed("there is no ACL"));
  }
}
