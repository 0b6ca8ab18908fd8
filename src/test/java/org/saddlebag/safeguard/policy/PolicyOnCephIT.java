package org.saddlebag.safeguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.safeguard.policy.Facts.SSE_S3;
import static org.saddlebag.safeguard.policy.Facts.kms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.safeguard.policy.FlowFacts.After;
import org.saddlebag.safeguard.policy.FlowFacts.Fetching;
import org.saddlebag.safeguard.policy.FlowFacts.Sending;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Generated bucket policies on a real server, proved by attempts: what must pass does, what must
 * fail is refused, and without any one statement something changes that must not. RADOS Gateway 16
 * takes policies of its users from administrators only, so senders and readers get theirs in the
 * bucket's policy, by {@code --writer-arn} and {@code --reader-arn}.
 */
@Tag("servers")
final class PolicyOnCephIT {

  private static final List<String> AS_MEANT =
      List.of("owner puts", "writer puts", "writer aborts", "reader gets", "reader lists");

  /** What changes where a statement is missing: the first of these fails then, the others pass. */
  private static final Map<String, String> PROOFS =
      Map.of(
          "DenyPlainHttp", "writer puts without TLS",
          "DenyOtherNetworks", "writer puts from elsewhere",
          "WritersReadNothing", "writer gets its own",
          "WritersOpenNothing", "writer opens its own to all",
          "WritersSendObjects", "writer puts",
          "ReadersFetchObjects", "reader gets",
          "ReadersListObjects", "reader lists");

  private CephAttempts attempts;

  @AfterEach
  void leaveNothing() {
    attempts.close();
  }

  private PolicyDocument document(boolean writeOnly, ServerSideEncryption sse, Choice... switches) {
    Sending sending =
        new Sending(CephAttempts.PREFIX, writeOnly, false, false, null, false, false, false);
    Choices choices =
        Choices.NONE
            .with(Choice.SOURCE_IP, "127.0.0.1/32")
            .with(Choice.WRITER_ARN, attempts.rgw().arn(User.WRITER))
            .with(Choice.READER_ARN, attempts.rgw().arn(User.READER));
    for (Choice each : switches) {
      choices = choices.with(each);
    }
    FlowFacts facts =
        new FlowFacts(
            "invoices",
            attempts.bucket(),
            null,
            StoreProfile.CEPH,
            "1.2",
            sse,
            sending,
            null,
            List.of());
    return Policies.of(PolicyKind.BUCKET, facts, choices);
  }

  private static List<String> with(String... more) {
    return Stream.concat(AS_MEANT.stream(), Stream.of(more)).toList();
  }

  /** Takes each statement away in turn. */
  private void assertEachIsNeeded(PolicyDocument document, Map<String, String> more) {
    for (Statement statement : document.statements()) {
      List<Statement> rest = new ArrayList<>(document.statements());
      rest.remove(statement);
      String proof = more.getOrDefault(statement.sid(), PROOFS.get(statement.sid()));
      assertThat(proof).as("an attempt that proves " + statement.sid()).isNotNull();
      attempts.apply(document.statements());
      assertThat(attempts.passes(proof))
          .as("with %s: %s", statement.sid(), proof)
          .isEqualTo(statement.effect().equals("Allow"));
      attempts.apply(rest);
      assertThat(attempts.passes(proof))
          .as("without %s: %s", statement.sid(), proof)
          .isEqualTo(statement.effect().equals("Deny"));
    }
  }

  @Test
  void under_s3_s_own_keys() {
    attempts = new CephAttempts(put -> put.serverSideEncryption("AES256"));
    PolicyDocument document = document(true, SSE_S3);

    attempts.apply(document.statements());
    attempts.assertPassing(
        with("writer puts under S3's key", "writer puts under S3's key and names the KMS key"));
    assertEachIsNeeded(
        document, Map.of("DenyOtherEncryption", "writer puts without asking for encryption"));
  }

  @Test
  void under_a_kms_key() {
    attempts = new CephAttempts(kmsKey());
    PolicyDocument document = document(true, kms(attempts.rgw().kmsKeyId()));

    attempts.apply(document.statements());
    attempts.assertPassing(AS_MEANT);
    assertEachIsNeeded(
        document,
        Map.of(
            "DenyOtherEncryption", "writer puts under S3's key and names the KMS key",
            "DenyOtherKmsKeys", "writer puts under another KMS key"));
  }

  private static Consumer<PutObjectRequest.Builder> kmsKey() {
    String key = RgwServer.running().kmsKeyId();
    return put -> put.serverSideEncryption("aws:kms").ssekmsKeyId(key);
  }

  /** The server's policies see no encryption there; what is let through with them is told. */
  @Test
  void uploads_in_parts_pass_where_they_are_wanted_and_so_do_puts_that_ask_for_nothing() {
    attempts = new CephAttempts(kmsKey());
    PolicyDocument document = document(true, kms(attempts.rgw().kmsKeyId()), Choice.LARGE_OBJECTS);

    attempts.apply(document.statements());
    attempts.assertPassing(
        with("writer puts in parts", "writer puts without asking for encryption"));
    assertThat(document.warnings()).singleElement().asString().contains("ask for none");
    assertEachIsNeeded(
        document,
        Map.of(
            "DenyOtherEncryption", "writer puts under S3's key and names the KMS key",
            "DenyOtherKmsKeys", "writer puts under another KMS key"));
  }

  @Test
  void a_sender_with_full_access_looks_and_lists_and_is_told_what_is_missing() {
    attempts = new CephAttempts(put -> {});
    PolicyDocument document = document(false, new ServerSideEncryption.BucketDefault());

    attempts.apply(document.statements());
    attempts.assertPassing(
        with(
            "writer puts without asking for encryption",
            "writer puts under S3's key",
            "writer puts under S3's key and names the KMS key",
            "writer puts under another KMS key",
            "writer puts in parts",
            "writer gets its own",
            "writer gets another's",
            "writer looks at its own",
            "writer lists",
            "writer lists uploads"));
    assertEachIsNeeded(
        document,
        Map.of(
            "WritersLookAtObjects", "writer gets another's",
            "WritersFindUploads", "writer lists uploads",
            "WritersTellMissingNames", "writer lists"));
  }

  @ParameterizedTest
  @EnumSource(After.class)
  void a_reader_does_what_comes_after_and_nothing_else(After after) {
    attempts = new CephAttempts(put -> {});
    FlowFacts facts =
        new FlowFacts(
            "back",
            attempts.bucket(),
            null,
            StoreProfile.CEPH,
            "1.2",
            new ServerSideEncryption.BucketDefault(),
            null,
            new Fetching(CephAttempts.PREFIX, after, "done/"),
            List.of());
    PolicyDocument document =
        Policies.of(
            PolicyKind.BUCKET,
            facts,
            Choices.NONE
                .with(Choice.SOURCE_IP, "127.0.0.1/32")
                .with(Choice.READER_ARN, attempts.rgw().arn(User.READER)));
    Map<String, String> more =
        switch (after) {
          case REMEMBER -> Map.of();
          case DELETE -> Map.of("ReadersDeleteObjects", "reader deletes");
          case TAG -> Map.of("ReadersTagObjects", "reader tags");
          case MOVE ->
              Map.of(
                  "ReadersDeleteObjects", "reader deletes",
                  "ReadersReadTags", "reader reads tags",
                  "ReadersMoveObjects", "reader puts where moved objects go");
        };
    for (String name :
        List.of("reader deletes", "reader tags", "reader reads tags", "reader puts")) {
      attempts.apply(document.statements());
      assertThat(attempts.passes(name)).as(name).isEqualTo(more.containsValue(name));
    }
    Map<String, String> proofs = new HashMap<>(more);
    proofs.put("DenyPlainHttp", "reader gets without TLS");
    proofs.put("DenyOtherNetworks", "reader gets from elsewhere");
    assertEachIsNeeded(document, proofs);
  }

  /** Here its form is judged: a server that knows the language takes it, and lets nobody in. */
  @Test
  void what_is_written_for_aws_is_a_valid_policy_here_too() {
    attempts = new CephAttempts(put -> put.serverSideEncryption("AES256"));
    FlowFacts facts =
        new FlowFacts(
            "invoices",
            attempts.bucket(),
            "eu-central-1",
            StoreProfile.AWS,
            "1.2",
            SSE_S3,
            new Sending(CephAttempts.PREFIX, true, false, true, null, true, true, false),
            null,
            List.of());
    PolicyDocument document =
        Policies.of(
            PolicyKind.BUCKET,
            facts,
            Choices.NONE
                .with(Choice.SOURCE_IP, "127.0.0.1/32")
                .with(Choice.VPC_ENDPOINT, "vpce-01234567"));
    attempts.apply(document.statements());
    assertThat(attempts.passes("writer puts")).isFalse();
    assertThat(attempts.passes("owner puts")).isTrue();
    assertThat(attempts.passes("owner puts from elsewhere")).isFalse();
  }
}
