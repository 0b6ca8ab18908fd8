package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.safeguard.policy.FlowFacts.Queue;

/** What a flow needs in Amazon SQS, and what S3 needs there to tell it of objects. */
final class QueueStatements {

  private static final String FIND = "sqs:GetQueueUrl";

  private final Ground ground;
  private final Queue queue;

  QueueStatements(Ground ground) {
    this.ground = ground;
    this.queue = ground.facts().queue();
  }

  /** For the identity of the host; nothing where the flow has no queue in SQS. */
  List<Statement> receive() {
    if (queue == null) {
      if (ground.choices().has(Choice.ACCOUNT)) {
        throw Ground.unfit(
            "flow '%s' has no queue in SQS, so %s has no meaning"
                .formatted(ground.facts().flow(), Choice.ACCOUNT.option()));
      }
      return List.of();
    }
    List<Statement> all = new ArrayList<>();
    all.add(
        Statement.allow(
                "ReceiveMessages",
                List.of(
                    FIND, "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage"),
                List.of(arn(queue.name())))
            .because(
                Source.SQS_PERMISSIONS,
                "Receives messages, keeps them hidden while it works on them, and deletes them"
                    + " afterwards."));
    if (queue.other().isEmpty() || requests()) {
      all.add(
          Statement.allow(
                  "FindRedrivePolicy",
                  List.of("sqs:GetQueueAttributes"),
                  List.of(arn(queue.name())))
              .because(
                  Source.SQS_PERMISSIONS,
                  requests()
                      ? "Makes sure at the start that the queue keeps requests for as long as"
                          + " restoring takes."
                      : "Makes sure at the start that the queue has a redrive policy."));
    }
    if (!queue.other().isEmpty()) {
      all.add(
          Statement.allow("SendOn", List.of(FIND, "sqs:SendMessage"), List.of(arn(queue.other())))
              .because(Source.SQS_PERMISSIONS, "Sends replies, or what can never be delivered."));
    }
    return all;
  }

  private boolean requests() {
    return ground.facts().fetching() != null && ground.facts().fetching().requests();
  }

  /** The queue's own policy: S3 may send in the name of the flow's bucket, and of no other. */
  List<Statement> tell(List<String> bucket) {
    if (queue == null || ground.facts().fetching() == null || requests()) {
      throw Ground.unfit(
          "S3 tells flow '%s' nothing: give it events=QUEUE".formatted(ground.facts().flow()));
    }
    if (!ground.facts().aws()) {
      throw Ground.unfit("Amazon SQS takes events of Amazon S3 only, and the store is another");
    }
    ground.warn(
        "a queue under a KMS key of your own also needs kms:GenerateDataKey and kms:Decrypt for"
            + " s3.amazonaws.com in that key's policy");
    String owner = queue.bucketOwner() == null ? account() : queue.bucketOwner();
    return List.of(
        Statement.allow("TellOfObjects", List.of("sqs:SendMessage"), List.of(arn(queue.name())))
            .of(Statement.S3_ITSELF)
            .when("ArnEquals", "aws:SourceArn", bucket)
            .when("StringEquals", "aws:SourceAccount", owner)
            .because(
                Source.S3_NOTIFICATIONS,
                "S3 tells of the objects of this bucket, as long as it belongs to this account."
                    + " Where SNS or EventBridge stands in between, their topic or rule sends"
                    + " instead."));
  }

  private String arn(String name) {
    String region = queue.region() == null ? ground.facts().region() : queue.region();
    if (region == null) {
      throw Ground.incomplete(
          "the queue's ARN depends on its Region: set camel.component.aws2-sqs.region");
    }
    return "arn:%s:sqs:%s:%s:%s"
        .formatted(ground.values().partition().id(), region, account(), name);
  }

  private String account() {
    return ground
        .choices()
        .one(Choice.ACCOUNT)
        .map(Values::account)
        .orElseThrow(
            () ->
                Ground.incomplete(
                    "the ARN of the queue '%s' has the account in it: give %s with 12 digits"
                        .formatted(queue.name(), Choice.ACCOUNT.option())));
  }
}
