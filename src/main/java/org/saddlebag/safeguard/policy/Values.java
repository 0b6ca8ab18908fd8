package org.saddlebag.safeguard.policy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.saddlebag.errors.Refused;

/** Checks what somebody says: a placeholder in an applied policy locks out, or lets in. */
final class Values {

  /** Words and signs that stand for a value. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "[<>{}\\[\\]$%]|\\b(account[-_]?id|region|your[-_ ]?\\w+|xxx+|todo|changeme|placeholder)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Source: AWS KMS Developer Guide, "Key ARN". */
  private static final Pattern KMS_ARN =
      Pattern.compile("arn:(aws[a-z-]*):kms:([a-z0-9-]+):[0-9]{12}:key/[A-Za-z0-9-]{4,128}");

  /** Source: IAM User Guide, "IAM ARNs"; without wildcards. */
  private static final Pattern AWS_PRINCIPAL =
      Pattern.compile(
          "arn:(aws[a-z-]*):(?:iam|sts)::[0-9]{12}:"
              + "(?:root|(?:user|role|assumed-role|federated-user)/[A-Za-z0-9_+=,.@/-]+)");

  /** Source: Ceph documentation, "Bucket Policies": a tenant, which may be empty, and a user. */
  private static final Pattern CEPH_PRINCIPAL =
      Pattern.compile("arn:(aws):iam::[A-Za-z0-9_]*:(?:user/[A-Za-z0-9_.@+=,-]+|root)");

  private static final Pattern CIDR =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]+))?");

  private final FlowFacts facts;
  private final Partition partition;

  Values(FlowFacts facts) {
    this.facts = facts;
    this.partition = Partition.of(facts);
  }

  Partition partition() {
    return partition;
  }

  /** Whether it is the ARN of a key, not of an alias. */
  static boolean isKeyArn(String text) {
    return KMS_ARN.matcher(text).matches();
  }

  static String regionOf(String keyArn) {
    return keyArn.split(":", -1)[3];
  }

  String kmsArn(Choice choice, String text) {
    return inPartition(
        choice, text, KMS_ARN, "arn:%s:kms:REGION:ACCOUNT:key/ID".formatted(partition.id()));
  }

  List<String> principals(Choice choice, List<String> texts) {
    Pattern form = facts.aws() ? AWS_PRINCIPAL : CEPH_PRINCIPAL;
    String example =
        facts.aws()
            ? "arn:%s:iam::ACCOUNT:role/NAME or .../user/NAME".formatted(partition.id())
            : "arn:aws:iam:::user/NAME";
    return texts.stream().map(text -> inPartition(choice, text, form, example)).toList();
  }

  /** Another store than Amazon's is in no partition; master keys may then be in any. */
  private String inPartition(Choice choice, String text, Pattern form, String example) {
    var matcher = form.matcher(checked(choice, text, form, example));
    boolean here = facts.aws() || choice != Choice.KEY_ARN;
    if (here && matcher.matches() && !matcher.group(1).equals(partition.id())) {
      throw bad(
          choice,
          text,
          "is of the partition %s, must be of %s like the bucket"
              .formatted(matcher.group(1), partition.id()));
    }
    return text;
  }

  List<String> addresses(List<String> texts) {
    texts.forEach(text -> checked(Choice.SOURCE_IP, text, CIDR, "203.0.113.0/24 or 2001:db8::/32"));
    texts.forEach(Values::requireRange);
    return texts;
  }

  private static void requireRange(String text) {
    var matcher = CIDR.matcher(text);
    matcher.matches();
    boolean v6 = text.contains(":");
    int most = v6 ? 128 : 32;
    int length = matcher.group(2) == null ? most : lengthOf(matcher.group(2), most);
    boolean octets =
        v6
            || List.of(matcher.group(1).split("\\.")).stream()
                .allMatch(octet -> Integer.parseInt(octet) <= 255);
    if (length > most || !octets) {
      throw bad(Choice.SOURCE_IP, text, "is no range of addresses");
    }
    if (length == 0) {
      throw bad(Choice.SOURCE_IP, text, "are all addresses there are, and would stop nobody");
    }
  }

  private static int lengthOf(String digits, int most) {
    return digits.length() > 3 ? most + 1 : Integer.parseInt(digits);
  }

  List<String> vpcEndpoints(List<String> texts) {
    Pattern form = Pattern.compile("vpce-[0-9a-f]{8,17}");
    texts.forEach(text -> checked(Choice.VPC_ENDPOINT, text, form, "vpce-0123456789abcdef0"));
    return texts;
  }

  static String organization(String text) {
    return checked(Choice.ORGANIZATION, text, Pattern.compile("o-[a-z0-9]{10,32}"), "o-a1b2c3d4e5");
  }

  static String account(String text) {
    return checked(Choice.ACCOUNT, text, Pattern.compile("[0-9]{12}"), "111122223333");
  }

  static String oneOf(Choice choice, String text, List<String> known) {
    if (!known.contains(text)) {
      throw bad(choice, text, "is unknown: write " + String.join(" or ", known));
    }
    return text;
  }

  private static String checked(Choice choice, String text, Pattern form, String example) {
    if (form.matcher(text).matches()) {
      return text;
    }
    boolean placeholder =
        PLACEHOLDER.matcher(text).find() || text.toUpperCase(Locale.ROOT).contains("EXAMPLE");
    throw bad(
        choice,
        text,
        (placeholder ? "is a placeholder: write the real value, like " : "must be like ")
            + example);
  }

  static Refused bad(Choice choice, String text, String why) {
    return new Refused(
        PolicyError.POLICY_VALUE, "%s '%s' %s".formatted(choice.option(), text, why));
  }
}
