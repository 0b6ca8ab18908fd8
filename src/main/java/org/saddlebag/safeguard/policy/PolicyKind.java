package org.saddlebag.safeguard.policy;

import java.util.Locale;
import java.util.Set;

/** The policies that can be written, and what may be said about each. */
public enum PolicyKind {
  /** The bucket's own, which holds for everybody. */
  BUCKET,
  /** For the identity of a host that sends. */
  WRITER,
  /** For the identity of a host that brings back and opens. */
  READER,
  /** For the KMS key that wraps the flow's data keys. */
  KMS_KEY,
  /** For a VPC endpoint to S3 or KMS. */
  VPC_ENDPOINT,
  /** The queue's own, where S3 tells a flow of objects. */
  QUEUE;

  /** What has a meaning for it. */
  Set<Choice> choices() {
    return switch (this) {
      case BUCKET ->
          Set.of(
              Choice.SOURCE_IP,
              Choice.VPC_ENDPOINT,
              Choice.ORGANIZATION,
              Choice.BUCKET_KEY_ARN,
              Choice.WRITER_ARN,
              Choice.READER_ARN,
              Choice.MIN_TLS,
              Choice.LARGE_OBJECTS,
              Choice.ALLOW_OVERWRITES);
      case WRITER ->
          Set.of(Choice.KEY_ARN, Choice.BUCKET_KEY_ARN, Choice.LARGE_OBJECTS, Choice.ACCOUNT);
      case READER -> Set.of(Choice.KEY, Choice.KEY_ARN, Choice.BUCKET_KEY_ARN, Choice.ACCOUNT);
      case QUEUE -> Set.of(Choice.ACCOUNT);
      case KMS_KEY -> Set.of(Choice.KEY, Choice.ADMIN_ARN, Choice.SEALER_ARN, Choice.OPENER_ARN);
      case VPC_ENDPOINT ->
          Set.of(
              Choice.SERVICE,
              Choice.KEY,
              Choice.KEY_ARN,
              Choice.BUCKET_KEY_ARN,
              Choice.ORGANIZATION);
    };
  }

  /**
   * As the command line writes it.
   *
   * @return for example {@code kms-key}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
