package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.safeguard.policy.FlowFacts.After;
import org.saddlebag.safeguard.policy.FlowFacts.Fetching;

/** What a host that brings back and opens needs, and nothing else. */
final class ReaderPolicy {

  private final Ground ground;
  private final Fetching fetching;
  private final KmsStatements kms;

  /** Of a flow that sends: whoever reads what it sent, and leaves it there. */
  ReaderPolicy(Ground ground) {
    this.ground = ground;
    this.kms = new KmsStatements(ground);
    FlowFacts facts = ground.facts();
    this.fetching =
        facts.fetching() != null
            ? facts.fetching()
            : new Fetching(facts.prefix(), After.REMEMBER, "");
  }

  List<Statement> statements() {
    List<Statement> all = new ArrayList<>(s3());
    all.addAll(kms.open());
    all.addAll(kms.decryptAtRest(fetching.after() == After.MOVE));
    if (ground.facts().fetching() != null) {
      all.addAll(new QueueStatements(ground).receive());
    }
    return all;
  }

  /** The part that a bucket's policy can hold too. */
  List<Statement> s3() {
    List<String> objects = ground.objects(fetching.prefix());
    String prefix = Ground.literal(fetching.prefix());
    Statement list =
        Statement.allow("ListObjects", List.of("s3:ListBucket"), ground.bucket())
            .because(Source.S3_CONDITION_KEYS, "Finds the objects, where the flow looks for them.");
    List<Statement> all = new ArrayList<>();
    all.add(
        Statement.allow("FetchObjects", List.of("s3:GetObject"), objects)
            .because(Source.S3_PERMISSIONS, "Fetches objects, where the flow looks for them."));
    all.add(prefix.isEmpty() ? list : list.when("StringLike", "s3:prefix", prefix + "*"));
    if (fetching.requests()) {
      all.add(
          Statement.allow(
                  "RestoreObjects", List.of("s3:GetObjectVersion", "s3:RestoreObject"), objects)
              .because(
                  Source.S3_PERMISSIONS,
                  "Fetches the versions that requests name, and has archived objects restored."));
    }
    all.addAll(after(objects));
    return all;
  }

  private List<Statement> after(List<String> objects) {
    return switch (fetching.after()) {
      case REMEMBER -> List.of();
      case DELETE -> List.of(delete(objects));
      case TAG ->
          List.of(
              Statement.allow("TagObjects", List.of("s3:PutObjectTagging"), objects)
                  .because(Source.S3_PERMISSIONS, "after=tag: marks what was delivered."));
      case MOVE -> move(objects);
    };
  }

  private static Statement delete(List<String> objects) {
    return Statement.allow("DeleteObjects", List.of("s3:DeleteObject"), objects)
        .because(Source.S3_PERMISSIONS, "Takes away what was delivered.");
  }

  /** A copy takes the tags along, and large objects are copied in parts. */
  private List<Statement> move(List<String> objects) {
    return List.of(
        delete(objects),
        Statement.allow("ReadTags", List.of("s3:GetObjectTagging"), objects)
            .because(Source.S3_PERMISSIONS, "after=move: a copy has the tags of its source."),
        Statement.allow(
                "MoveObjects",
                List.of(
                    "s3:PutObject",
                    "s3:PutObjectTagging",
                    "s3:AbortMultipartUpload",
                    "s3:GetObject"),
                ground.objects(fetching.moveTo()))
            .because(
                Source.S3_PERMISSIONS,
                "after=move: copies what was delivered under the other prefix, and looks whether it"
                    + " arrived whole before the source is deleted."));
  }
}
