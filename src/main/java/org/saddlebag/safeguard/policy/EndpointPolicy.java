package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;

/** What may pass a VPC endpoint: what the flow does, and nothing to other buckets or keys. */
final class EndpointPolicy {

  private static final String KMS = "kms";

  private final Ground ground;

  EndpointPolicy(Ground ground) {
    this.ground = ground;
    if (!ground.facts().aws()) {
      throw Ground.unfit("VPC endpoints lead to AWS, and the store's profile is another");
    }
  }

  List<Statement> statements() {
    String service =
        ground
            .choices()
            .one(Choice.SERVICE)
            .map(text -> Values.oneOf(Choice.SERVICE, text, List.of("s3", KMS)))
            .orElseThrow(
                () ->
                    Ground.incomplete(
                        "an endpoint leads to one service: give %s s3 or %s kms"
                            .formatted(Choice.SERVICE.option(), Choice.SERVICE.option())));
    List<Statement> passing = service.equals(KMS) ? kms() : s3();
    return passing.stream().map(this::through).toList();
  }

  private boolean sends() {
    return ground.facts().sending() != null;
  }

  private List<Statement> s3() {
    return sends() ? new WriterPolicy(ground).s3() : new ReaderPolicy(ground).s3();
  }

  /** What S3 asks KMS in our name does not come through our endpoint. */
  private List<Statement> kms() {
    KmsStatements statements = new KmsStatements(ground);
    List<Statement> all = new ArrayList<>(sends() ? statements.seal() : statements.open());
    if (sends()) {
      all.addAll(statements.describeBucketKey());
    }
    if (all.isEmpty()) {
      throw Ground.unfit("flow '%s' asks nothing of KMS itself".formatted(ground.facts().flow()));
    }
    return all;
  }

  /** An endpoint grants nothing: identities and keys must allow the same. */
  private Statement through(Statement statement) {
    Statement everybody =
        statement
            .of(Statement.EVERYBODY)
            .because(
                Source.VPC_ENDPOINT_POLICIES,
                statement.reason()
                    + " The endpoint lets nothing else pass; it grants nothing by itself.");
    return ground
        .choices()
        .one(Choice.ORGANIZATION)
        .map(
            text -> everybody.when("StringEquals", "aws:PrincipalOrgID", Values.organization(text)))
        .orElse(everybody);
  }
}
