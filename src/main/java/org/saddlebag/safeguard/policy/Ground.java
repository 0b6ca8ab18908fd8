package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.safeguard.policy.FlowFacts.KmsKey;

/** What the statements of one policy stand on: names of buckets, objects and keys, all checked. */
final class Ground {

  /** Policies take these as wildcards or variables. Source: IAM User Guide, "Resource". */
  private static final Pattern WILD = Pattern.compile("[*?$]");

  /** Source: Amazon S3 User Guide, "Directory bucket naming rules". */
  private static final String DIRECTORY_BUCKET = "--x-s3";

  private final FlowFacts facts;
  private final Choices choices;
  private final Values values;
  private final List<String> warnings = new ArrayList<>();

  Ground(FlowFacts facts, Choices choices) {
    this.facts = facts;
    this.choices = choices;
    this.values = new Values(facts);
    if (facts.bucket().endsWith(DIRECTORY_BUCKET)) {
      throw unfit(
          "the directory bucket '%s' has permissions of its own (s3express:), which are not written"
              .formatted(facts.bucket()));
    }
    requireKnownKeys();
  }

  private void requireKnownKeys() {
    List<String> known = facts.kmsKeys().stream().map(KmsKey::name).toList();
    choices
        .keyArns()
        .forEach(
            (name, arn) -> {
              boolean meant = name.isEmpty() ? known.size() == 1 : known.contains(name);
              if (!meant) {
                throw Values.bad(
                    Choice.KEY_ARN,
                    name.isEmpty() ? arn : name + "=" + arn,
                    "belongs to no master key of the flow in KMS, there are %s: write NAME=ARN"
                        .formatted(known));
              }
            });
  }

  FlowFacts facts() {
    return facts;
  }

  Choices choices() {
    return choices;
  }

  Values values() {
    return values;
  }

  /** Tells what the document can't. */
  void warn(String warning) {
    warnings.add(warning);
  }

  List<String> warnings() {
    return warnings;
  }

  List<String> bucket() {
    return List.of("arn:%s:s3:::%s".formatted(values.partition().id(), facts.bucket()));
  }

  /** The bucket and all that is in it. */
  List<String> everything() {
    return List.of(bucket().get(0), bucket().get(0) + "/*");
  }

  /** All objects whose keys begin so. */
  List<String> objects(String prefix) {
    return List.of(bucket().get(0) + "/" + literal(prefix) + "*");
  }

  /** The part of a prefix that a policy takes literally. */
  static String literal(String prefix) {
    Matcher wild = WILD.matcher(prefix);
    return wild.find() ? prefix.substring(0, wild.start()) : prefix;
  }

  /** The master keys in KMS that are meant. */
  List<KmsKey> keys() {
    Optional<String> name = choices.one(Choice.KEY);
    if (name.isEmpty()) {
      return facts.kmsKeys();
    }
    List<KmsKey> chosen =
        facts.kmsKeys().stream().filter(key -> key.name().equals(name.get())).toList();
    if (chosen.isEmpty()) {
      throw Values.bad(
          Choice.KEY,
          name.get(),
          "is none of the flow's master keys in KMS: "
              + new TreeSet<>(facts.kmsKeys().stream().map(KmsKey::name).toList()));
    }
    return chosen;
  }

  /** What a statement about a master key speaks of. */
  List<String> arns(KmsKey key) {
    if (key.discovery()) {
      List<String> arns = new ArrayList<>();
      for (String account : new TreeSet<>(key.accounts())) {
        for (String region : key.regions().isEmpty() ? List.of("*") : key.regions()) {
          arns.add("arn:%s:kms:%s:%s:key/*".formatted(values.partition().id(), region, account));
        }
      }
      return arns.stream().sorted().toList();
    }
    return List.of(arn(key));
  }

  private String arn(KmsKey key) {
    String named = choices.keyArns().get(key.name());
    String given = named == null && facts.kmsKeys().size() == 1 ? choices.keyArns().get("") : named;
    if (Values.isKeyArn(key.keyId())) {
      return same(Choice.KEY_ARN, key.keyId(), given);
    }
    if (given == null) {
      String form = facts.kmsKeys().size() == 1 ? "ARN" : key.name() + "=ARN";
      throw incomplete(
          "the master key '%s' is kms:%s, and a policy needs the key's ARN: give %s %s"
              .formatted(key.name(), key.keyId(), Choice.KEY_ARN.option(), form));
    }
    return values.kmsArn(Choice.KEY_ARN, given);
  }

  /** The key that S3 itself encrypts with, as the store names it; empty where nobody says. */
  Optional<String> bucketKey() {
    String asked = sseKey();
    String given = choices.one(Choice.BUCKET_KEY_ARN).orElse(null);
    if (!facts.aws()) {
      if (given != null) {
        throw unfit(
            "%s is for AWS: the flow names the key as the store knows it"
                .formatted(Choice.BUCKET_KEY_ARN.option()));
      }
      return Optional.ofNullable(asked);
    }
    if (asked != null && Values.isKeyArn(asked)) {
      return Optional.of(same(Choice.BUCKET_KEY_ARN, asked, given));
    }
    if (given != null) {
      requireRegion(values.kmsArn(Choice.BUCKET_KEY_ARN, given));
    } else if (asked != null) {
      throw incomplete(
          "the flow asks for the bucket's KMS key '%s', and a policy needs its ARN: give %s ARN"
              .formatted(asked, Choice.BUCKET_KEY_ARN.option()));
    }
    return Optional.ofNullable(given);
  }

  private void requireRegion(String arn) {
    if (!Values.regionOf(arn).equals(facts.region())) {
      throw Values.bad(
          Choice.BUCKET_KEY_ARN,
          arn,
          "is in another Region than the bucket, which is in " + facts.region());
    }
  }

  private static String same(Choice choice, String known, String given) {
    if (given != null && !given.equals(known)) {
      throw Values.bad(choice, given, "contradicts the configuration, which names " + known);
    }
    return known;
  }

  /** The key that the flow names in its {@code sse}, or null. */
  String sseKey() {
    if (facts.sse() instanceof ServerSideEncryption.SseKms kms) {
      return kms.keyId();
    }
    return facts.sse() instanceof ServerSideEncryption.DsseKms dsse ? dsse.keyId() : null;
  }

  boolean asksForKms() {
    return facts.sse() instanceof ServerSideEncryption.SseKms
        || facts.sse() instanceof ServerSideEncryption.DsseKms;
  }

  boolean customerKey() {
    return facts.sse() instanceof ServerSideEncryption.SseC;
  }

  static Refused unfit(String what) {
    return new Refused(PolicyError.POLICY_UNFIT, what);
  }

  static Refused incomplete(String what) {
    return new Refused(PolicyError.POLICY_INCOMPLETE, what);
  }
}
