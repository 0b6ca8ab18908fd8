package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.saddlebag.s3.ServerSideEncryption;

/** What a bucket refuses of puts where a flow's keys begin. */
final class PutRules {

  private static final List<String> PUT = List.of("s3:PutObject");
  private static final String KIND = "s3:x-amz-server-side-encryption";
  private static final String KMS_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  private static final String CUSTOMER = "s3:x-amz-server-side-encryption-customer-algorithm";

  private final Ground ground;

  PutRules(Ground ground) {
    this.ground = ground;
  }

  /** None for a flow that fetches: it does not say how objects are to be put. */
  List<Statement> statements() {
    List<Statement> all = new ArrayList<>();
    requireUse(Choice.BUCKET_KEY_ARN, ground.asksForKms());
    requireUse(Choice.LARGE_OBJECTS, !ground.facts().aws() && kind().isPresent());
    requireUse(
        Choice.ALLOW_OVERWRITES,
        ground.facts().aws()
            && ground.facts().sending() != null
            && !ground.facts().sending().overwrites());
    if (ground.facts().sending() != null) {
      all.addAll(encryption());
      all.addAll(conditionalWrites());
    }
    return all;
  }

  /** What would be ignored without a word is refused. */
  private void requireUse(Choice choice, boolean used) {
    if (ground.choices().has(choice) && !used) {
      throw Ground.unfit(
          "%s changes nothing in this bucket's policy, as flow '%s' and its store are"
              .formatted(choice.option(), ground.facts().flow()));
    }
  }

  private Statement deny(String sid) {
    return Statement.deny(sid, PUT, ground.objects(ground.facts().prefix()));
  }

  private List<Statement> encryption() {
    Optional<String> kind = kind();
    if (kind.isEmpty()) {
      return customerKeys();
    }
    List<Statement> all = new ArrayList<>();
    all.add(
        deny("DenyOtherEncryption")
            .when(unlike(), KIND, kind.get())
            .because(
                Source.S3_CONDITION_KEYS,
                "Stops puts that ask for another encryption at rest than %s, for none, or for a"
                        .formatted(kind.get())
                    + " customer key (SSE-C)."));
    ground
        .bucketKey()
        .ifPresent(
            key ->
                all.add(
                    deny("DenyOtherKmsKeys")
                        .when(unlike(), KMS_KEY, key)
                        .because(
                            Source.S3_CONDITION_KEYS,
                            "Stops puts under any other KMS key than the flow's, which others may"
                                + " be able to use.")));
    warn();
    return all;
  }

  /** In the words of the header. */
  private Optional<String> kind() {
    ServerSideEncryption sse = ground.facts().sse();
    if (sse instanceof ServerSideEncryption.SseS3) {
      return Optional.of("AES256");
    }
    if (sse instanceof ServerSideEncryption.SseKms) {
      return Optional.of("aws:kms");
    }
    return sse instanceof ServerSideEncryption.DsseKms
        ? Optional.of("aws:kms:dsse")
        : Optional.empty();
  }

  /**
   * A missing header is denied by IfExists alone in every store. RADOS Gateway shows its policies
   * the headers of single puts only, so that this denies the beginning of every upload in parts.
   */
  private String unlike() {
    boolean lenient = !ground.facts().aws() && ground.choices().has(Choice.LARGE_OBJECTS);
    return lenient ? "StringNotEquals" : "StringNotEqualsIfExists";
  }

  private void warn() {
    String asked = ground.sseKey();
    if (!ground.facts().aws()) {
      warnOfParts();
    } else if (asked != null && !Values.isKeyArn(asked)) {
      ground.warn(
          "the flow asks for the KMS key '%s', and the policy knows its ARN: let the flow's sse name"
                  .formatted(asked)
              + " the ARN too, so that both are sure to mean the same key");
    }
  }

  private void warnOfParts() {
    ground.warn(
        ground.choices().has(Choice.LARGE_OBJECTS)
            ? "--large-objects: the store's policies do not see the encryption of uploads in parts;"
                + " they are let through, and so are puts that ask for none"
            : "the store's policies do not see the encryption of uploads in parts and deny them:"
                + " only objects smaller than saddlebag.s3.part-size can be sent, or use"
                + " --large-objects");
  }

  private List<Statement> customerKeys() {
    boolean used = ground.customerKey();
    if (!ground.facts().aws()) {
      ground.warn("the store's policies do not see customer keys (SSE-C): nothing is said of them");
      return List.of();
    }
    return List.of(
        used
            ? deny("RequireCustomerKeys")
                .when("Null", CUSTOMER, "true")
                .because(
                    Source.S3_CUSTOMER_KEYS,
                    "Stops puts without a customer key (SSE-C), which would rest under S3's own.")
            : deny("DenyCustomerKeys")
                .when("Null", CUSTOMER, "false")
                .because(
                    Source.S3_CUSTOMER_KEYS,
                    "Stops puts under a customer key (SSE-C): whoever encrypts so can hold the"
                        + " objects to ransom."));
  }

  private List<Statement> conditionalWrites() {
    boolean wanted =
        !ground.facts().sending().overwrites() && !ground.choices().has(Choice.ALLOW_OVERWRITES);
    if (!wanted || !ground.facts().aws()) {
      return List.of();
    }
    return List.of(
        deny("DenyUnconditionalWrites")
            .when("Null", "s3:if-none-match", "true")
            .when("Bool", "s3:ObjectCreationOperation", "true")
            .because(
                Source.S3_CONDITIONAL_WRITES,
                "Stops every put and completion that could replace an object; the beginning and the"
                    + " parts of an upload, which can't be conditional, pass. Copies to here fail"
                    + " too. --allow-overwrites leaves it out."));
  }
}
