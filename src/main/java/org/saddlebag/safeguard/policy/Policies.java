package org.saddlebag.safeguard.policy;

import java.util.List;

/** Writes policies. */
public final class Policies {

  private Policies() {}

  /**
   * Writes one.
   *
   * @param kind what it is for
   * @param facts what the flow does
   * @param choices what is said about the policy
   * @return minimal: each statement stops or allows something that no other does
   * @throws org.saddlebag.errors.Refused {@code POLICY_INCOMPLETE} where a value is missing, {@code
   *     POLICY_VALUE} where one is wrong, {@code POLICY_UNFIT} where flow, store or option do not
   *     go with the policy
   */
  public static PolicyDocument of(PolicyKind kind, FlowFacts facts, Choices choices) {
    for (Choice choice : choices.given()) {
      if (!kind.choices().contains(choice)) {
        throw Ground.unfit(
            "%s has no meaning for policy %s".formatted(choice.option(), kind.word()));
      }
    }
    Ground ground = new Ground(facts, choices);
    if (speaksOfObjects(kind) && !Ground.literal(facts.prefix()).equals(facts.prefix())) {
      ground.warn(
          "the object keys begin with '%s', which a policy would take for a pattern: it holds for all"
                  .formatted(facts.prefix())
              + " that begin with '%s'".formatted(Ground.literal(facts.prefix())));
    }
    List<Statement> statements =
        switch (kind) {
          case BUCKET -> new BucketPolicy(ground).statements();
          case WRITER -> new WriterPolicy(ground).statements();
          case READER -> new ReaderPolicy(ground).statements();
          case KMS_KEY -> new KeyPolicy(ground).statements();
          case VPC_ENDPOINT -> new EndpointPolicy(ground).statements();
          case QUEUE -> new QueueStatements(ground).tell(ground.bucket());
        };
    return new PolicyDocument(kind, statements, ground.warnings().stream().distinct().toList());
  }

  private static boolean speaksOfObjects(PolicyKind kind) {
    return kind != PolicyKind.KMS_KEY && kind != PolicyKind.QUEUE;
  }
}
