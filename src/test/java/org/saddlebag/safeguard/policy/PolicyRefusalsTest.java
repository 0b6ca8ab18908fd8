package org.saddlebag.safeguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.safeguard.policy.Facts.BUCKET_KEY_ARN;
import static org.saddlebag.safeguard.policy.Facts.FULL;
import static org.saddlebag.safeguard.policy.Facts.KEY_ARN;
import static org.saddlebag.safeguard.policy.Facts.NONE;
import static org.saddlebag.safeguard.policy.Facts.ROLE;
import static org.saddlebag.safeguard.policy.Facts.SSE_S3;
import static org.saddlebag.safeguard.policy.Facts.WRITE_ONLY;
import static org.saddlebag.safeguard.policy.Facts.key;
import static org.saddlebag.safeguard.policy.Facts.kms;
import static org.saddlebag.safeguard.policy.Facts.reader;
import static org.saddlebag.safeguard.policy.Facts.sender;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.safeguard.policy.FlowFacts.After;
import org.saddlebag.safeguard.policy.FlowFacts.Sending;

/** A policy with a hole in it is never printed. */
class PolicyRefusalsTest {

  private static final FlowFacts PLAIN = sender(WRITE_ONLY, SSE_S3);

  private static void refused(
      PolicyKind kind, FlowFacts facts, Choices choices, PolicyError code, String... what) {
    assertThatThrownBy(() -> Policies.of(kind, facts, choices))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(what);
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE_IP, <CIDR>, placeholder",
    "SOURCE_IP, 10.0.0.0/33, no range",
    "SOURCE_IP, 10.0.0.256, no range",
    "SOURCE_IP, 0.0.0.0/0, would stop nobody",
    "SOURCE_IP, ::/0, would stop nobody",
    "SOURCE_IP, office, must be like",
    "VPC_ENDPOINT, vpce-ID, must be like",
    "VPC_ENDPOINT, ${VPCE}, placeholder",
    "VPC_ENDPOINT, vpc-01234567, must be like",
    "ORGANIZATION, o-your_org, placeholder",
    "ORGANIZATION, <org-id>, placeholder",
    "MIN_TLS, 1.1, write 1.2 or 1.3",
    "WRITER_ARN, arn:aws:iam::ACCOUNT_ID:role/x, placeholder",
    "WRITER_ARN, arn:aws:iam::<account>:role/x, placeholder",
    "WRITER_ARN, arn:aws:iam::111122223333:role/*, must be like",
    "WRITER_ARN, *, must be like",
    "WRITER_ARN, arn:aws:iam:::user/writer, must be like",
    "READER_ARN, arn:aws-cn:iam::111122223333:role/x, is of the partition aws-cn",
  })
  void placeholders_and_wrong_values_are_refused_by_the_option_s_name(
      Choice choice, String value, String why) {
    refused(
        PolicyKind.BUCKET,
        PLAIN,
        Choices.NONE.with(choice, value),
        PolicyError.POLICY_VALUE,
        choice.option() + " '" + value + "'",
        why);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms:eu-central-1:ACCOUNT:key/1234, must be like",
    "arn:aws:kms:eu-central-1:111122223333:key/<id>, placeholder",
    "arn:aws:kms:eu-central-1:111122223333:alias/orders, must be like",
    "arn:aws:kms:eu-central-1:111122223333:key/*, must be like",
    "arn:aws-cn:kms:cn-north-1:111122223333:key/1234, is of the partition aws-cn",
  })
  void a_key_is_named_by_a_real_arn(String arn, String why) {
    refused(
        PolicyKind.WRITER,
        sender(WRITE_ONLY, SSE_S3, key("orders", "alias/orders")),
        Choices.NONE.withKeyArn("", arn),
        PolicyError.POLICY_VALUE,
        "--key-arn",
        why);
  }

  @Test
  void what_only_the_operator_knows_is_asked_for_by_its_option() {
    refused(
        PolicyKind.WRITER,
        sender(WRITE_ONLY, SSE_S3, key("orders", "alias/orders")),
        Choices.NONE,
        PolicyError.POLICY_INCOMPLETE,
        "'orders' is kms:alias/orders",
        "give --key-arn ARN");
    refused(
        PolicyKind.READER,
        reader(After.REMEMBER, "", key("a", "alias/a"), key("b", "alias/b")),
        Choices.NONE,
        PolicyError.POLICY_INCOMPLETE,
        "give --key-arn a=ARN");
    refused(
        PolicyKind.BUCKET,
        sender(WRITE_ONLY, kms("alias/bucket")),
        Choices.NONE,
        PolicyError.POLICY_INCOMPLETE,
        "'alias/bucket'",
        "--bucket-key-arn");
    refused(
        PolicyKind.VPC_ENDPOINT,
        PLAIN,
        Choices.NONE,
        PolicyError.POLICY_INCOMPLETE,
        "--service s3 or --service kms");
    refused(
        PolicyKind.BUCKET,
        sender(null, StoreProfile.AWS, WRITE_ONLY, SSE_S3),
        Choices.NONE,
        PolicyError.POLICY_INCOMPLETE,
        "camel.component.aws2-s3.region",
        "--region");
  }

  @Test
  void a_key_policy_names_everybody_and_all_who_are_missing_at_once() {
    FlowFacts facts = sender(WRITE_ONLY, NONE, key("orders", KEY_ARN));
    refused(
        PolicyKind.KMS_KEY,
        facts,
        Choices.NONE.with(Choice.SEALER_ARN, ROLE + "sender"),
        PolicyError.POLICY_INCOMPLETE,
        "give --admin-arn, --opener-arn");
    refused(
        PolicyKind.KMS_KEY,
        PLAIN,
        Choices.NONE,
        PolicyError.POLICY_UNFIT,
        "flow 'invoices' sends with no master key in KMS");
    refused(
        PolicyKind.KMS_KEY,
        reader(After.REMEMBER, "", key("a", KEY_ARN), key("b", KEY_ARN)),
        Choices.NONE,
        PolicyError.POLICY_INCOMPLETE,
        "give --key, one of [a, b]");
  }

  @Test
  void contradictions_are_refused() {
    refused(
        PolicyKind.WRITER,
        sender(WRITE_ONLY, SSE_S3, key("orders", KEY_ARN)),
        Choices.NONE.withKeyArn("", BUCKET_KEY_ARN),
        PolicyError.POLICY_VALUE,
        "contradicts the configuration");
    refused(
        PolicyKind.WRITER,
        sender(WRITE_ONLY, kms("alias/b")),
        Choices.NONE.with(Choice.BUCKET_KEY_ARN, "arn:aws:kms:us-east-1:111122223333:key/1234"),
        PolicyError.POLICY_VALUE,
        "in another Region than the bucket");
    refused(
        PolicyKind.WRITER,
        PLAIN,
        Choices.NONE.withKeyArn("nobody", KEY_ARN),
        PolicyError.POLICY_VALUE,
        "belongs to no master key of the flow");
    refused(
        PolicyKind.READER,
        sender(WRITE_ONLY, SSE_S3, key("orders", KEY_ARN)),
        Choices.NONE.with(Choice.KEY, "nobody"),
        PolicyError.POLICY_VALUE,
        "--key 'nobody'",
        "[orders]");
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void an_option_without_meaning_is_an_error(PolicyKind kind) {
    for (Choice choice : Choice.values()) {
      if (!kind.choices().contains(choice)) {
        Choices choices =
            choice == Choice.KEY_ARN
                ? Choices.NONE.withKeyArn("", KEY_ARN)
                : Choices.NONE.with(choice, "x");
        refused(
            kind,
            PLAIN,
            choices,
            PolicyError.POLICY_UNFIT,
            choice.option() + " has no meaning for policy " + kind.word());
      }
    }
  }

  @Test
  void what_would_change_nothing_is_refused() {
    refused(
        PolicyKind.BUCKET,
        PLAIN,
        Choices.NONE.with(Choice.LARGE_OBJECTS),
        PolicyError.POLICY_UNFIT,
        "--large-objects changes nothing");
    Sending replacing = new Sending("", true, true, false, null, false, false, false);
    refused(
        PolicyKind.BUCKET,
        sender(replacing, SSE_S3),
        Choices.NONE.with(Choice.ALLOW_OVERWRITES),
        PolicyError.POLICY_UNFIT,
        "--allow-overwrites changes nothing");
    refused(
        PolicyKind.BUCKET,
        PLAIN,
        Choices.NONE.with(Choice.BUCKET_KEY_ARN, BUCKET_KEY_ARN),
        PolicyError.POLICY_UNFIT,
        "--bucket-key-arn changes nothing");
  }

  @Test
  void a_flow_that_fetches_has_no_writer() {
    refused(
        PolicyKind.WRITER,
        reader(After.DELETE, ""),
        Choices.NONE,
        PolicyError.POLICY_UNFIT,
        "flow 'back' brings objects back");
  }

  /** They would deny everybody there, or nobody. */
  @Test
  void what_another_store_does_not_know_is_refused() {
    FlowFacts ceph = sender(null, StoreProfile.CEPH, FULL, kms("testkey-1"));
    for (Choices choices :
        new Choices[] {
          Choices.NONE.with(Choice.VPC_ENDPOINT, "vpce-01234567"),
          Choices.NONE.with(Choice.ORGANIZATION, "o-a1b2c3d4e5"),
          Choices.NONE.with(Choice.MIN_TLS, "1.3"),
        }) {
      refused(
          PolicyKind.BUCKET,
          ceph,
          choices,
          PolicyError.POLICY_UNFIT,
          "of the profile ceph know no");
    }
    refused(
        PolicyKind.VPC_ENDPOINT,
        ceph,
        Choices.NONE.with(Choice.SERVICE, "s3"),
        PolicyError.POLICY_UNFIT,
        "VPC endpoints lead to AWS");
    refused(
        PolicyKind.WRITER,
        ceph,
        Choices.NONE.with(Choice.BUCKET_KEY_ARN, BUCKET_KEY_ARN),
        PolicyError.POLICY_UNFIT,
        "--bucket-key-arn is for AWS");
  }

  @Test
  void a_directory_bucket_has_permissions_of_its_own() {
    FlowFacts express =
        new FlowFacts(
            "x",
            "x--euc1-az1--x-s3",
            "eu-central-1",
            StoreProfile.AWS,
            "1.2",
            NONE,
            FULL,
            null,
            List.of());
    refused(PolicyKind.BUCKET, express, Choices.NONE, PolicyError.POLICY_UNFIT, "s3express:");
  }

  @Test
  void a_region_of_an_unknown_partition_is_refused() {
    refused(
        PolicyKind.BUCKET,
        sender("us-iso-east-1", StoreProfile.AWS, WRITE_ONLY, SSE_S3),
        Choices.NONE,
        PolicyError.POLICY_UNFIT,
        "us-iso-east-1");
  }
}
