package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.safeguard.policy.FlowFacts.Sending;

/** What a host that sends needs, and nothing else. */
final class WriterPolicy {

  private final Ground ground;
  private final KmsStatements kms;

  WriterPolicy(Ground ground) {
    this.ground = ground;
    this.kms = new KmsStatements(ground);
    if (ground.facts().sending() == null) {
      throw Ground.unfit(
          "flow '%s' brings objects back and sends none, so it has no writer"
              .formatted(ground.facts().flow()));
    }
  }

  List<Statement> statements() {
    List<Statement> all = new ArrayList<>(s3());
    all.addAll(kms.seal());
    all.addAll(kms.encryptAtRest());
    all.addAll(kms.describeBucketKey());
    all.addAll(new QueueStatements(ground).receive());
    return all;
  }

  /** The part that a bucket's policy can hold too. */
  List<Statement> s3() {
    Sending sending = ground.facts().sending();
    List<String> objects = ground.objects(sending.prefix());
    List<Statement> all = new ArrayList<>();
    all.add(
        Statement.allow("SendObjects", List.of("s3:PutObject", "s3:AbortMultipartUpload"), objects)
            .because(
                Source.S3_PERMISSIONS,
                "Puts objects, whole or in parts, where the flow's keys begin, and aborts uploads"
                    + " that failed."));
    all.addAll(settings(sending, objects));
    if (!sending.writeOnly()) {
      all.addAll(looks(sending, objects));
    }
    return all;
  }

  private static List<Statement> settings(Sending sending, List<String> objects) {
    List<Statement> all = new ArrayList<>();
    if (sending.tags()) {
      all.add(
          Statement.allow("TagObjects", List.of("s3:PutObjectTagging"), objects)
              .because(Source.S3_PERMISSIONS, "The flow gives its objects tags."));
    }
    if (sending.lock()) {
      all.add(
          Statement.allow("LockObjects", List.of("s3:PutObjectRetention"), objects)
              .because(Source.S3_PERMISSIONS, "The flow locks its objects."));
    }
    if (sending.legalHold()) {
      all.add(
          Statement.allow("HoldObjects", List.of("s3:PutObjectLegalHold"), objects)
              .because(Source.S3_PERMISSIONS, "The flow holds its objects."));
    }
    if (sending.acl() != null) {
      all.add(
          Statement.allow("SetAcl", List.of("s3:PutObjectAcl"), objects)
              .when("StringEquals", "s3:x-amz-acl", sending.acl())
              .because(
                  Source.S3_CONDITION_KEYS,
                  "The flow gives its objects the ACL %s, and can give no other."
                      .formatted(sending.acl())));
    }
    return all;
  }

  private List<Statement> looks(Sending sending, List<String> objects) {
    List<Statement> all = new ArrayList<>();
    all.add(
        Statement.allow("LookAtObjects", List.of("s3:GetObject"), objects)
            .because(
                Source.S3_PERMISSIONS,
                "access=full: the flow looks whether a name is taken, and after a crash whether the"
                    + " object is there. It also lets the host read; access=write-only needs"
                    + " neither this nor the next."));
    all.add(
        Statement.allow("FindUploads", List.of("s3:ListBucketMultipartUploads"), ground.bucket())
            .because(
                Source.S3_PERMISSIONS,
                "access=full: after a crash the flow finds uploads that it left, to abort them."));
    if (!ground.facts().aws()) {
      all.add(
          Statement.allow("TellMissingNames", List.of("s3:ListBucket"), ground.bucket())
              .because(
                  Source.S3_PERMISSIONS,
                  "Without it the store answers 403 for a free name too, and this store's uploads"
                      + " in parts need a look before they take one."));
    } else if (sending.gathers()) {
      all.add(
          Statement.allow("TellMissingNames", List.of("s3:ListBucket"), ground.bucket())
              .because(
                  Source.S3_PERMISSIONS,
                  "Without it S3 answers 403 for a missing object too, and after a crash nobody"
                      + " could tell which messages are in one."));
    }
    return all;
  }
}
