package org.saddlebag.safeguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.safeguard.policy.FlowFacts.Queue;

/** What flows with a queue in SQS need there. */
class QueuePolicyTest {

  private static final Choices ACCOUNT = Choices.NONE.with(Choice.ACCOUNT, "111122223333");

  private static FlowFacts reader(StoreProfile profile, Queue queue) {
    return new FlowFacts(
        "back",
        "acme-archive",
        "eu-central-1",
        profile,
        "1.2",
        Facts.NONE,
        null,
        new FlowFacts.Fetching("invoices/", FlowFacts.After.REMEMBER, ""),
        List.of(),
        queue);
  }

  private static FlowFacts sender(Queue queue) {
    return new FlowFacts(
        "orders",
        "acme-archive",
        "eu-central-1",
        StoreProfile.AWS,
        "1.2",
        Facts.NONE,
        Facts.FULL,
        null,
        List.of(),
        queue);
  }

  private static JsonNode statement(PolicyKind kind, FlowFacts facts, String sid) throws Exception {
    JsonNode all = new ObjectMapper().readTree(Policies.of(kind, facts, ACCOUNT).json());
    for (JsonNode each : all.get("Statement")) {
      if (each.get("Sid").asText().equals(sid)) {
        return each;
      }
    }
    throw new AssertionError("no " + sid + " in " + all);
  }

  private static void refused(PolicyKind kind, FlowFacts facts, Choices choices, String why) {
    assertThatThrownBy(() -> Policies.of(kind, facts, choices))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_sender_receives_from_its_queue_and_sends_dead_letters() throws Exception {
    FlowFacts facts = sender(new Queue("orders", "orders-dead", "eu-west-1", null));
    JsonNode receive = statement(PolicyKind.WRITER, facts, "ReceiveMessages");
    assertThat(receive.get("Resource").asText())
        .isEqualTo("arn:aws:sqs:eu-west-1:111122223333:orders");
    assertThat(receive.get("Action").toString())
        .isEqualTo(
            "[\"sqs:GetQueueUrl\",\"sqs:ReceiveMessage\",\"sqs:ChangeMessageVisibility\","
                + "\"sqs:DeleteMessage\"]");
    JsonNode dead = statement(PolicyKind.WRITER, facts, "SendOn");
    assertThat(dead.get("Resource").asText()).endsWith(":orders-dead");
    assertThat(dead.get("Action").toString()).contains("sqs:SendMessage");
    assertThat(Policies.of(PolicyKind.WRITER, facts, ACCOUNT).json())
        .doesNotContain("sqs:GetQueueAttributes");
  }

  @Test
  void a_reader_with_events_looks_for_the_redrive_policy() throws Exception {
    FlowFacts facts = reader(StoreProfile.AWS, new Queue("news", "", null, null));
    assertThat(statement(PolicyKind.READER, facts, "ReceiveMessages").get("Resource").asText())
        .isEqualTo("arn:aws:sqs:eu-central-1:111122223333:news");
    assertThat(statement(PolicyKind.READER, facts, "FindRedrivePolicy").get("Action").asText())
        .isEqualTo("sqs:GetQueueAttributes");
  }

  @Test
  void the_queue_lets_this_bucket_tell_and_no_other() throws Exception {
    JsonNode tell =
        statement(
            PolicyKind.QUEUE,
            reader(StoreProfile.AWS, new Queue("news", "", null, "444455556666")),
            "TellOfObjects");
    assertThat(tell.get("Principal").toString()).isEqualTo("{\"Service\":\"s3.amazonaws.com\"}");
    assertThat(tell.get("Action").asText()).isEqualTo("sqs:SendMessage");
    assertThat(tell.get("Resource").asText())
        .isEqualTo("arn:aws:sqs:eu-central-1:111122223333:news");
    assertThat(tell.get("Condition").toString())
        .isEqualTo(
            "{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:s3:::acme-archive\"},"
                + "\"StringEquals\":{\"aws:SourceAccount\":\"444455556666\"}}");
    JsonNode own =
        statement(
            PolicyKind.QUEUE,
            reader(StoreProfile.AWS, new Queue("news", "", null, null)),
            "TellOfObjects");
    assertThat(own.get("Condition").toString()).contains("111122223333");
  }

  @Test
  void what_is_missing_or_has_no_meaning_is_told() {
    Queue news = new Queue("news", "", null, null);
    FlowFacts told = reader(StoreProfile.AWS, news);
    refused(PolicyKind.READER, told, Choices.NONE, "give --account with 12 digits");
    refused(
        PolicyKind.QUEUE,
        told,
        Choices.NONE.with(Choice.ACCOUNT, "<account>"),
        "--account '<account>' is a placeholder");
    refused(PolicyKind.QUEUE, reader(StoreProfile.AWS, null), ACCOUNT, "give it events=QUEUE");
    refused(PolicyKind.QUEUE, sender(news), ACCOUNT, "give it events=QUEUE");
    refused(PolicyKind.QUEUE, reader(StoreProfile.CEPH, news), ACCOUNT, "events of Amazon S3 only");
    refused(
        PolicyKind.READER,
        reader(StoreProfile.AWS, null),
        ACCOUNT,
        "has no queue in SQS, so --account");
  }

  @Test
  void a_flow_of_requests_fetches_versions_restores_and_replies() throws Exception {
    FlowFacts facts =
        new FlowFacts(
            "restore",
            "acme-archive",
            "eu-central-1",
            StoreProfile.AWS,
            "1.2",
            Facts.NONE,
            null,
            new FlowFacts.Fetching("invoices/", FlowFacts.After.REMEMBER, "", true),
            List.of(),
            new Queue("requests", "replies", null, null));
    JsonNode restore = statement(PolicyKind.READER, facts, "RestoreObjects");
    assertThat(restore.get("Action").toString())
        .isEqualTo("[\"s3:GetObjectVersion\",\"s3:RestoreObject\"]");
    assertThat(restore.get("Resource").asText()).isEqualTo("arn:aws:s3:::acme-archive/invoices/*");
    assertThat(statement(PolicyKind.READER, facts, "ReceiveMessages").get("Resource").asText())
        .endsWith(":requests");
    assertThat(statement(PolicyKind.READER, facts, "SendOn").get("Resource").asText())
        .endsWith(":replies");
    assertThat(statement(PolicyKind.READER, facts, "FindRedrivePolicy").get("Resource").asText())
        .endsWith(":requests");
    refused(PolicyKind.QUEUE, facts, ACCOUNT, "S3 tells flow 'restore' nothing");
  }
}
