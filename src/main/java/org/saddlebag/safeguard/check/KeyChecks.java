package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;
import static org.saddlebag.safeguard.check.Looks.skipped;

import java.util.List;
import java.util.function.BiFunction;
import org.saddlebag.keys.kms.KmsPosture;

/** The KMS keys of flow and bucket. */
final class KeyChecks {

  private KeyChecks() {}

  static List<Check> all() {
    return List.of(
        ofKeys(
            "key-enabled",
            "The KMS key is there and enabled",
            Severity.HIGH,
            List.of(),
            KeyChecks::enabled),
        ofKeys(
            "key-deletion",
            "The KMS key is not about to be deleted",
            Severity.CRITICAL,
            List.of("Security Hub KMS.3"),
            KeyChecks::deletion),
        ofKeys(
            "key-rotation",
            "The KMS key is rotated by itself",
            Severity.MEDIUM,
            List.of("CIS AWS 4.6", "Security Hub KMS.4"),
            KeyChecks::rotation),
        ofKeys(
            "key-public",
            "The KMS key's policy lets in nobody unnamed",
            Severity.CRITICAL,
            List.of("Security Hub KMS.5"),
            KeyChecks::open),
        ofKeys(
            "key-kind",
            "The KMS key is symmetric and for encryption",
            Severity.HIGH,
            List.of(),
            KeyChecks::kind),
        ofKeys(
            "key-one-region",
            "The KMS key's material rests in one Region",
            Severity.INFO,
            List.of(),
            KeyChecks::region));
  }

  private static Check ofKeys(
      String id,
      String title,
      Severity severity,
      List<String> controls,
      BiFunction<InspectedKey, KmsPosture, Verdict> judge) {
    return new Check(
        id,
        title,
        severity,
        controls,
        seen ->
            seen.keys().stream()
                .map(
                    key ->
                        new Check.Observation(
                            key.uri(),
                            Looks.at(
                                key.posture(), p -> judge.apply(key, p), () -> missing(id, key)))));
  }

  /** Told once. */
  private static Verdict missing(String id, InspectedKey key) {
    return id.equals("key-enabled")
        ? failed(
            "%s: KMS has no such key".formatted(key.words()),
            "Correct the key's id, alias or ARN, or make the key.")
        : skipped("%s: there is no such key".formatted(key.words()));
  }

  private static Verdict enabled(InspectedKey key, KmsPosture posture) {
    return posture.state().equals("Enabled")
        ? passed(key.words() + ": Enabled")
        : failed("%s: %s".formatted(key.words(), posture.state()), "Enable the key in KMS.");
  }

  private static Verdict deletion(InspectedKey key, KmsPosture posture) {
    boolean leaving = posture.deletion() != null || posture.state().startsWith("PendingDeletion");
    return leaving
        ? failed(
            "%s will be deleted at %s, and all under it is lost then"
                .formatted(key.words(), posture.deletion()),
            "aws kms cancel-key-deletion --key-id %s, then enable-key".formatted(posture.arn()))
        : passed(key.words() + ": no deletion is scheduled");
  }

  /** KMS rotates its own material of symmetric keys alone. */
  private static Verdict rotation(InspectedKey key, KmsPosture posture) {
    if (!posture.ofCustomer()) {
      return skipped(key.words() + ": AWS rotates it");
    }
    if (!"AWS_KMS".equals(posture.origin()) || !"SYMMETRIC_DEFAULT".equals(posture.spec())) {
      return skipped(
          "%s: KMS does not rotate %s keys of origin %s"
              .formatted(key.words(), posture.spec(), posture.origin()));
    }
    return Looks.at(
        posture.rotation(),
        days ->
            days > 0
                ? passed("%s: each %d days".formatted(key.words(), days))
                : failed(
                    key.words() + ": never rotated by itself",
                    "aws kms enable-key-rotation --key-id %s".formatted(posture.arn())),
        () -> skipped(key.words() + ": KMS tells nothing"));
  }

  private static Verdict open(InspectedKey key, KmsPosture posture) {
    return Looks.at(
        PolicyText.statements(posture.policy()),
        statements ->
            statements.stream()
                    .anyMatch(s -> s.allows() && s.forAnybody() && s.conditions().isEmpty())
                ? failed(
                    key.words() + ": its policy allows the principal * without a condition",
                    "Name the principals; \"saddlebag policy kms-key\" writes such a policy.")
                : passed(key.words() + ": each Allow names principals or has a condition"),
        () -> skipped(key.words() + ": KMS tells nothing"));
  }

  private static Verdict kind(InspectedKey key, KmsPosture posture) {
    boolean fits =
        "SYMMETRIC_DEFAULT".equals(posture.spec()) && "ENCRYPT_DECRYPT".equals(posture.usage());
    String seen = "%s: %s, %s".formatted(key.words(), posture.spec(), posture.usage());
    return fits
        ? passed(seen)
        : failed(seen, "Use a key of the spec SYMMETRIC_DEFAULT and the usage ENCRYPT_DECRYPT.");
  }

  private static Verdict region(InspectedKey key, KmsPosture posture) {
    return posture.multiRegion()
        ? failed(
            key.words() + " is a multi-Region key: who may use a replica opens what it wrapped",
            "Keep it only where other Regions must open; S3 takes it for a key of one Region.")
        : passed(key.words() + ": one Region");
  }
}
