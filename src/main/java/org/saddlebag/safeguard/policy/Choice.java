package org.saddlebag.safeguard.policy;

import java.util.Locale;

/** What can be said about a policy; the names of the command line's options. */
public enum Choice {
  /** Addresses that may reach the bucket. */
  SOURCE_IP,
  /** VPC endpoints through which it may be reached. */
  VPC_ENDPOINT,
  /** The organisation that principals must belong to. */
  ORGANIZATION,
  /** Which of several master keys is meant. */
  KEY,
  /** The ARN of a master key in KMS. */
  KEY_ARN,
  /** The ARN of the KMS key that S3 encrypts with. */
  BUCKET_KEY_ARN,
  /** Who administers the master key. */
  ADMIN_ARN,
  /** Who may seal with it. */
  SEALER_ARN,
  /** Who may open with it. */
  OPENER_ARN,
  /** Senders that the bucket's policy lets in. */
  WRITER_ARN,
  /** Readers that the bucket's policy lets in. */
  READER_ARN,
  /** The oldest TLS. */
  MIN_TLS,
  /** Uploads in parts shall work where they take wider rights. */
  LARGE_OBJECTS,
  /** Objects may be replaced. */
  ALLOW_OVERWRITES,
  /** The service behind a VPC endpoint. */
  SERVICE,
  /** The account that a queue is in. */
  ACCOUNT;

  /**
   * As the command line writes it.
   *
   * @return for example {@code --source-ip}
   */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
