package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.safeguard.policy.FlowFacts.KmsKey;

/** Who may administer a master key in KMS, who may seal with it, who may open with it. */
final class KeyPolicy {

  /** In a key's own policy this is the key. */
  private static final List<String> THIS_KEY = List.of("*");

  /** No use of the key, and no grants, by which uses are given away unseen. */
  private static final List<String> ADMINISTER =
      List.of(
          "kms:DescribeKey",
          "kms:GetKeyPolicy",
          "kms:PutKeyPolicy",
          "kms:EnableKey",
          "kms:DisableKey",
          "kms:EnableKeyRotation",
          "kms:DisableKeyRotation",
          "kms:GetKeyRotationStatus",
          "kms:RotateKeyOnDemand",
          "kms:ListKeyRotations",
          "kms:UpdateKeyDescription",
          "kms:CreateAlias",
          "kms:UpdateAlias",
          "kms:DeleteAlias",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:ListResourceTags",
          "kms:ListGrants",
          "kms:RevokeGrant",
          "kms:ScheduleKeyDeletion",
          "kms:CancelKeyDeletion");

  private final Ground ground;

  KeyPolicy(Ground ground) {
    this.ground = ground;
  }

  List<Statement> statements() {
    KmsKey key = key();
    requireAll();
    List<String> sealers = principals(Choice.SEALER_ARN);
    List<String> openers = principals(Choice.OPENER_ARN);
    sealers.stream()
        .filter(openers::contains)
        .forEach(both -> ground.warn(both + " can both seal and open with the key"));
    return List.of(
        Statement.allow("AdministerKey", ADMINISTER, THIS_KEY)
            .of(principals(Choice.ADMIN_ARN))
            .because(
                Source.KMS_KEY_POLICY,
                "Administers the key '%s' and uses it for nothing. Whoever may change this policy"
                        .formatted(key.name())
                    + " can let itself in; CloudTrail shows it. The account itself gets no rights,"
                    + " so no policy of an identity adds to these."),
        KmsStatements.inContext(
            Statement.allow("SealDataKeys", List.of("kms:GenerateDataKey"), THIS_KEY)
                .of(sealers)
                .because(
                    Source.KMS_PERMISSIONS,
                    "Makes data keys for new objects, and opens nothing that is sealed."),
            key),
        KmsStatements.inContext(
            Statement.allow("OpenDataKeys", List.of("kms:Decrypt"), THIS_KEY)
                .of(openers)
                .because(
                    Source.KMS_PERMISSIONS, "Unwraps the data keys of sealed objects; seals none."),
            key));
  }

  private List<String> principals(Choice choice) {
    return ground.values().principals(choice, ground.choices().all(choice));
  }

  private KmsKey key() {
    List<KmsKey> keys = ground.keys();
    if (keys.isEmpty()) {
      throw Ground.unfit(
          "flow '%s' %s with no master key in KMS"
              .formatted(ground.facts().flow(), ground.facts().kind()));
    }
    if (keys.size() > 1) {
      throw Ground.incomplete(
          "the flow may open with several keys, and a policy is for one: give %s, one of %s"
              .formatted(Choice.KEY.option(), keys.stream().map(KmsKey::name).toList()));
    }
    if (keys.get(0).discovery()) {
      throw Ground.unfit("'%s' is kms:discovery, no key of its own".formatted(keys.get(0).name()));
    }
    return keys.get(0);
  }

  private void requireAll() {
    List<String> missing =
        new ArrayList<>(
            Stream.of(Choice.ADMIN_ARN, Choice.SEALER_ARN, Choice.OPENER_ARN)
                .filter(choice -> ground.choices().all(choice).isEmpty())
                .map(Choice::option)
                .toList());
    if (!missing.isEmpty()) {
      throw Ground.incomplete(
          "a key that nobody administers, seals or opens with is lost: give "
              + String.join(", ", missing));
    }
  }
}
