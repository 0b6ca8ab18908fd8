package org.saddlebag.safeguard.check;

/**
 * What is judged: a bucket, and perhaps the flow that uses it.
 *
 * @param bucket the bucket
 * @param flow the flow's name, or null
 * @param prefix how the keys of the flow's objects begin, as far as it is fixed; may be empty
 * @param access what the flow does there
 * @param sealing how the flow protects the content before it leaves
 * @param sse how it wants S3 to encrypt: {@code none} (the bucket's default), {@code sse-s3},
 *     {@code sse-kms}, {@code dsse-kms}, {@code sse-c}; null without a flow
 * @param locks whether it locks objects
 * @param expectedOwner the account that must own the bucket, 12 digits, or null
 */
public record Subject(
    String bucket,
    String flow,
    String prefix,
    Access access,
    Sealing sealing,
    String sse,
    boolean locks,
    String expectedOwner) {

  /** What a flow does with the bucket. */
  public enum Access {
    /** There is no flow. */
    NONE,
    /** It sends, and never looks. */
    WRITES,
    /** It sends, and looks at what is there. */
    SENDS,
    /** It fetches. */
    FETCHES
  }

  /** How content is protected by us. */
  public enum Sealing {
    /** There is no flow, or it fetches. */
    NONE,
    /** It goes as it is. */
    PLAIN,
    /** Sealed under a key that could also open it here. */
    OPENS_HERE,
    /** Sealed under a public key, which opens nothing. */
    SEALS_ONLY,
    /** Sealed under a key in KMS, where permissions decide. */
    IN_KMS
  }

  /**
   * A bucket alone.
   *
   * @param bucket its name
   * @return without a flow
   */
  public static Subject ofBucket(String bucket) {
    return new Subject(bucket, null, "", Access.NONE, Sealing.NONE, null, false, null);
  }

  /** The bucket's address. */
  String uri() {
    return "s3://" + bucket;
  }

  boolean sends() {
    return access == Access.WRITES || access == Access.SENDS;
  }

  /** The command that writes a policy. */
  String policyCommand(String kind) {
    return "saddlebag policy %s --flow %s".formatted(kind, flow == null ? "NAME" : flow);
  }
}
