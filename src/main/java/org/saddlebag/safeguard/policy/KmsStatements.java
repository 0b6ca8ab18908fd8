package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.saddlebag.safeguard.policy.FlowFacts.KmsKey;

/** What hosts may do with keys in KMS: those that wrap our data keys, and the one that S3 uses. */
final class KmsStatements {

  private static final String GENERATE = "kms:GenerateDataKey";
  private static final String DECRYPT = "kms:Decrypt";

  private final Ground ground;

  KmsStatements(Ground ground) {
    this.ground = ground;
  }

  /** New data keys; each comes wrapped, so nothing that is sealed already can be opened. */
  List<Statement> seal() {
    return each(
        "SealDataKeys",
        GENERATE,
        "Makes one-time data keys under the master key '%s'. Opens nothing that is sealed.");
  }

  /** Data keys of sealed objects. */
  List<Statement> open() {
    return each(
        "OpenDataKeys", DECRYPT, "Unwraps the data keys of objects under the master key '%s'.");
  }

  private List<Statement> each(String sid, String action, String reason) {
    List<Statement> statements = new ArrayList<>();
    List<KmsKey> keys = ground.keys();
    for (KmsKey key : keys) {
      Statement statement =
          Statement.allow(
                  keys.size() == 1 ? sid : sid + camelCase(key.name()),
                  List.of(action),
                  ground.arns(key))
              .because(Source.KMS_CONDITION_KEYS, reason.formatted(key.name()) + only(key));
      statements.add(inContext(statement, key));
    }
    return statements;
  }

  private static String only(KmsKey key) {
    return key.context().isEmpty() ? "" : " Only in the encryption context of this key.";
  }

  /** Every entry of the key's own context must be there as configured. */
  static Statement inContext(Statement statement, KmsKey key) {
    Statement narrower = statement;
    for (var entry : new TreeMap<>(key.context()).entrySet()) {
      narrower =
          narrower.when(
              "StringEquals", "kms:EncryptionContext:" + entry.getKey(), entry.getValue());
    }
    return narrower;
  }

  /** {@code archive-2} becomes {@code Archive2}; a sid has letters and digits only. */
  private static String camelCase(String name) {
    return Stream.of(name.split("-"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  /** What S3 does with the bucket's key in the name of a sender. */
  List<Statement> encryptAtRest() {
    Optional<String> bucketKey = ground.bucketKey();
    if (!ground.facts().aws()) {
      return List.of();
    }
    boolean writeOnly = ground.facts().sending().writeOnly();
    boolean large = !writeOnly || ground.choices().has(Choice.LARGE_OBJECTS);
    if (bucketKey.isEmpty()) {
      warnOfUnknownKey();
      return List.of();
    }
    if (!large) {
      ground.warn(
          "the sender gets no kms:Decrypt on the bucket's key, which would let it read what S3"
              + " encrypts; S3 needs it to put parts together, so only objects smaller than"
              + " saddlebag.s3.part-size can be sent. Use sse-s3, or --large-objects");
    }
    String reason =
        large
            ? "S3 encrypts and puts parts together under the bucket's KMS key; to do so it decrypts"
                + " what was sent before. Usable through S3 only."
            : "S3 encrypts single puts under the bucket's KMS key. Without kms:Decrypt nothing can"
                + " be read, and uploads in parts fail. Usable through S3 only.";
    return List.of(
        viaS3(
            Statement.allow(
                    "EncryptAtRest",
                    large ? List.of(GENERATE, DECRYPT) : List.of(GENERATE),
                    List.of(bucketKey.get()))
                .because(Source.S3_LARGE_KMS, reason)));
  }

  private void warnOfUnknownKey() {
    if (ground.asksForKms()) {
      ground.warn(
          "the flow names no KMS key: with the AWS managed key aws/s3 no statement is needed; if"
              + " the bucket's default is a key of your own, give --bucket-key-arn");
    }
  }

  /** What S3 does with the bucket's key in the name of a reader. */
  List<Statement> decryptAtRest(boolean copies) {
    Optional<String> bucketKey = ground.bucketKey();
    if (!ground.facts().aws()) {
      return List.of();
    }
    if (bucketKey.isEmpty()) {
      if (ground.facts().fetching() != null) {
        ground.warn(
            "a flow that fetches does not say how its objects rest: under SSE-KMS with a key of"
                + " your own, give --bucket-key-arn");
      } else {
        warnOfUnknownKey();
      }
      return List.of();
    }
    return List.of(
        viaS3(
            Statement.allow(
                    "DecryptAtRest",
                    copies ? List.of(DECRYPT, GENERATE) : List.of(DECRYPT),
                    List.of(bucketKey.get()))
                .because(
                    Source.KMS_CONDITION_KEYS,
                    "S3 decrypts what rests under the bucket's KMS key. Usable through S3 only.")));
  }

  /** An alias or bare id in the flow's {@code sse} is resolved once by the sender itself. */
  List<Statement> describeBucketKey() {
    String asked = ground.sseKey();
    if (!ground.facts().aws() || asked == null || Values.isKeyArn(asked)) {
      return List.of();
    }
    return List.of(
        Statement.allow(
                "FindBucketKey",
                List.of("kms:DescribeKey"),
                List.of(ground.bucketKey().orElseThrow()))
            .because(
                Source.KMS_PERMISSIONS,
                "The sender asks once which key '%s' is, and compares what S3 answers with it."
                    .formatted(asked)));
  }

  private Statement viaS3(Statement statement) {
    String region = Values.regionOf(ground.bucketKey().orElseThrow());
    return statement.when("StringEquals", "kms:ViaService", ground.values().partition().s3(region));
  }
}
