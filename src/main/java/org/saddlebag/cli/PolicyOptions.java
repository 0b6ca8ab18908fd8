package org.saddlebag.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.saddlebag.safeguard.policy.Choice;
import org.saddlebag.safeguard.policy.Choices;
import picocli.CommandLine.Option;

/** What can be said about a policy besides its kind and its flow. */
final class PolicyOptions {

  private final Map<Choice, List<String>> values = new TreeMap<>();

  @Option(
      names = "--key-arn",
      paramLabel = "[NAME=]ARN",
      description =
          "writer, reader, vpc-endpoint: the ARN of a master key in KMS that the configuration"
              + " names by alias or id; with NAME= where there are several.")
  private List<String> keyArns = List.of();

  @Option(
      names = "--large-objects",
      description =
          "writer: kms:Decrypt on the bucket's key for write-only senders too, which uploads in"
              + " parts need under SSE-KMS. bucket, on other stores than AWS: let uploads in parts"
              + " pass, whose encryption the store's policies do not see.")
  void setLargeObjects(boolean on) {
    add(Choice.LARGE_OBJECTS, on ? List.of() : null);
  }

  @Option(
      names = "--allow-overwrites",
      description = "bucket: do not enforce conditional writes (If-None-Match).")
  void setAllowOverwrites(boolean on) {
    add(Choice.ALLOW_OVERWRITES, on ? List.of() : null);
  }

  @Option(
      names = "--source-ip",
      paramLabel = "CIDR",
      split = ",",
      description = "bucket: only from these ranges of addresses (or the VPC endpoints).")
  void setSourceIps(List<String> given) {
    add(Choice.SOURCE_IP, given);
  }

  @Option(
      names = "--vpc-endpoint",
      paramLabel = "VPCE-ID",
      split = ",",
      description = "bucket: only through these VPC endpoints (or from the addresses).")
  void setVpcEndpoints(List<String> given) {
    add(Choice.VPC_ENDPOINT, given);
  }

  @Option(
      names = "--organization",
      paramLabel = "ORG-ID",
      description = "bucket, vpc-endpoint: only principals of this AWS organisation.")
  void setOrganization(String given) {
    add(Choice.ORGANIZATION, one(given));
  }

  @Option(
      names = "--min-tls",
      paramLabel = "1.2|1.3",
      description = "bucket: the oldest TLS (default: saddlebag.s3.min-tls).")
  void setMinTls(String given) {
    add(Choice.MIN_TLS, one(given));
  }

  @Option(
      names = "--bucket-key-arn",
      paramLabel = "ARN",
      description =
          "The ARN of the KMS key that S3 encrypts with (SSE-KMS), where the flow's sse does not"
              + " name it so.")
  void setBucketKeyArn(String given) {
    add(Choice.BUCKET_KEY_ARN, one(given));
  }

  @Option(
      names = "--writer-arn",
      paramLabel = "ARN",
      split = ",",
      description = "bucket: also let these principals send (other accounts, users of Ceph).")
  void setWriters(List<String> given) {
    add(Choice.WRITER_ARN, given);
  }

  @Option(
      names = "--reader-arn",
      paramLabel = "ARN",
      split = ",",
      description = "bucket: also let these principals fetch.")
  void setReaders(List<String> given) {
    add(Choice.READER_ARN, given);
  }

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description =
          "reader, kms-key, vpc-endpoint: the master key, where a flow may open with several.")
  void setKey(String given) {
    add(Choice.KEY, one(given));
  }

  @Option(
      names = "--admin-arn",
      paramLabel = "ARN",
      split = ",",
      description = "kms-key: who administers the key.")
  void setAdmins(List<String> given) {
    add(Choice.ADMIN_ARN, given);
  }

  @Option(
      names = "--sealer-arn",
      paramLabel = "ARN",
      split = ",",
      description = "kms-key: who seals with it.")
  void setSealers(List<String> given) {
    add(Choice.SEALER_ARN, given);
  }

  @Option(
      names = "--opener-arn",
      paramLabel = "ARN",
      split = ",",
      description = "kms-key: who opens with it.")
  void setOpeners(List<String> given) {
    add(Choice.OPENER_ARN, given);
  }

  @Option(
      names = "--service",
      paramLabel = "s3|kms",
      description = "vpc-endpoint: where the endpoint leads.")
  void setService(String given) {
    add(Choice.SERVICE, one(given));
  }

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "writer, reader, queue: the AWS account that the flow's SQS queue is in.")
  void setAccount(String given) {
    add(Choice.ACCOUNT, one(given));
  }

  /** All that was said. */
  Choices choices() {
    Choices choices = new Choices(values, Map.of());
    for (String text : keyArns) {
      int equals = text.indexOf('=');
      choices =
          choices.withKeyArn(text.substring(0, Math.max(0, equals)), text.substring(equals + 1));
    }
    return choices;
  }

  private static List<String> one(String given) {
    return given == null ? null : List.of(given);
  }

  /** picocli also sets what is not there, to null. */
  private void add(Choice choice, List<String> given) {
    if (given != null) {
      values.put(choice, given);
    }
  }
}
