package org.saddlebag.safeguard.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreProfile;

/**
 * What policies must know of a flow.
 *
 * @param flow its name
 * @param bucket its bucket
 * @param region the store's AWS Region, or null where none is known
 * @param profile what the store can do
 * @param minTls the oldest TLS that we speak, {@code 1.2} or {@code 1.3}
 * @param sse what is asked of S3's own encryption; of a flow that fetches, only SSE-C is known
 * @param sending what it does as a sender, or null where it fetches
 * @param fetching what it does as a reader, or null where it sends
 * @param kmsKeys the master keys in KMS that it seals with or may open with
 * @param queue the queue in SQS that it receives from, or null where it has none
 */
public record FlowFacts(
    String flow,
    String bucket,
    String region,
    StoreProfile profile,
    String minTls,
    ServerSideEncryption sse,
    Sending sending,
    Fetching fetching,
    List<KmsKey> kmsKeys,
    Queue queue) {

  /** Checks that it does one thing, and copies the list. */
  public FlowFacts {
    Objects.requireNonNull(bucket, "bucket");
    if ((sending == null) == (fetching == null)) {
      throw new IllegalArgumentException("a flow sends or fetches");
    }
    kmsKeys = List.copyOf(kmsKeys);
  }

  /** A flow without a queue. */
  FlowFacts(
      String flow,
      String bucket,
      String region,
      StoreProfile profile,
      String minTls,
      ServerSideEncryption sse,
      Sending sending,
      Fetching fetching,
      List<KmsKey> kmsKeys) {
    this(flow, bucket, region, profile, minTls, sse, sending, fetching, kmsKeys, null);
  }

  /**
   * A queue in SQS.
   *
   * @param name its name
   * @param other the name of the queue for dead letters or replies; empty where the redrive policy
   *     decides
   * @param region its Region, or null for that of the bucket
   * @param bucketOwner the account that must own the bucket, or null where the flow does not say
   */
  public record Queue(String name, String other, String region, String bucketOwner) {}

  /**
   * What a sender does.
   *
   * @param prefix how all its object keys begin; empty where they have nothing in common
   * @param writeOnly whether it never looks
   * @param overwrites whether it replaces objects
   * @param tags whether its objects get tags
   * @param acl the canned ACL of its objects, or null
   * @param lock whether they are locked
   * @param legalHold whether they are held
   * @param gathers whether they hold several messages, so that it must know which arrived
   */
  public record Sending(
      String prefix,
      boolean writeOnly,
      boolean overwrites,
      boolean tags,
      String acl,
      boolean lock,
      boolean legalHold,
      boolean gathers) {}

  /** What becomes of a fetched object. */
  public enum After {
    /** It stays. */
    REMEMBER,
    /** It is deleted. */
    DELETE,
    /** It is copied under another prefix, then deleted. */
    MOVE,
    /** It gets tags. */
    TAG
  }

  /**
   * What a reader does.
   *
   * @param prefix where it looks; empty for the whole bucket
   * @param after what becomes of what it fetched
   * @param moveTo where it goes with {@code MOVE}
   * @param requests whether it fetches what is asked for: older versions too, and archived objects
   */
  public record Fetching(String prefix, After after, String moveTo, boolean requests) {

    /** One that looks for its objects itself. */
    Fetching(String prefix, After after, String moveTo) {
      this(prefix, after, moveTo, false);
    }
  }

  /**
   * A master key in KMS.
   *
   * @param name its name in the configuration
   * @param keyId id, alias or ARN; null for discovery
   * @param context the encryption context that belongs to the key
   * @param accounts with discovery the AWS accounts that are allowed
   * @param regions with discovery the Regions that are allowed, empty for all
   */
  public record KmsKey(
      String name,
      String keyId,
      Map<String, String> context,
      Set<String> accounts,
      Set<String> regions) {

    /** Copies the collections. */
    public KmsKey {
      context = Map.copyOf(context);
      accounts = Set.copyOf(accounts);
      regions = Set.copyOf(regions);
    }

    boolean discovery() {
      return keyId == null;
    }
  }

  /** Whether S3 is Amazon's, whose policies know all condition keys. */
  boolean aws() {
    return profile == StoreProfile.AWS;
  }

  /** How the keys of all objects of the flow begin. */
  String prefix() {
    return sending != null ? sending.prefix() : fetching.prefix();
  }

  String kind() {
    return sending != null ? "sends" : "fetches";
  }
}
