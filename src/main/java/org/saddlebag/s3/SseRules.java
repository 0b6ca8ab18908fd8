package org.saddlebag.s3;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.Refused;

/**
 * Server-side encryption that the bucket, the store or the way there can't have is refused before
 * anything is sent: some stores take such a request and do something else.
 */
final class SseRules {

  /** Source: Amazon S3 User Guide, "Directory bucket naming rules". */
  private static final String DIRECTORY_BUCKET = "--x-s3";

  /** Source: AWS KMS Developer Guide, "Key ARN" and "Alias ARN". */
  private static final Pattern KMS_ARN =
      Pattern.compile("arn:[a-z-]+:kms:([a-z0-9-]+):[0-9]{12}:(?:key|alias)/.+");

  private final StoreProfile profile;
  private final URI endpoint;
  private final String region;

  /**
   * The rules of one client.
   *
   * @param settings what it was made from
   * @param region the Region that it speaks to
   */
  SseRules(StoreSettings settings, String region) {
    this.profile = settings.profile();
    this.endpoint = settings.endpoint().uri();
    this.region = region;
  }

  /**
   * Judges before the first byte.
   *
   * @throws Refused {@code SSE_UNFIT}
   */
  void check(String bucket, ServerSideEncryption sse) {
    if (sse instanceof ServerSideEncryption.SseC c) {
      checkDirectoryBucket(bucket, "SSE-C");
      checkWay(c.key());
    } else if (sse instanceof ServerSideEncryption.DsseKms kms) {
      checkDirectoryBucket(bucket, "DSSE-KMS");
      if (profile == StoreProfile.CEPH) {
        throw unfit("Ceph has no DSSE-KMS: use sse-kms:KEY");
      }
      checkKms(kms.keyId(), kms.context());
    } else if (sse instanceof ServerSideEncryption.SseKms kms) {
      checkBucketKey(bucket, kms.bucketKey());
      checkKms(kms.keyId(), kms.context());
    }
  }

  /** Source: Amazon S3 User Guide, "Data protection and encryption" of S3 Express One Zone. */
  private static void checkDirectoryBucket(String bucket, String kind) {
    if (bucket.endsWith(DIRECTORY_BUCKET)) {
      throw unfit(
          "the directory bucket '%s' has no %s: use sse-s3 or sse-kms:KEY".formatted(bucket, kind));
    }
  }

  private void checkBucketKey(String bucket, Boolean bucketKey) {
    if (bucketKey == null) {
      return;
    }
    if (!bucketKey && bucket.endsWith(DIRECTORY_BUCKET)) {
      throw unfit("the directory bucket '%s' always uses a bucket key".formatted(bucket));
    }
    if (bucketKey && profile == StoreProfile.CEPH) {
      throw unfit("Ceph never says whether it used a bucket key, so it can't be proven");
    }
  }

  /** A customer key goes along with every request. */
  private void checkWay(CustomerKey key) {
    boolean plain = endpoint != null && "http".equalsIgnoreCase(endpoint.getScheme());
    if (plain && !StoreEndpoint.isLoopback(endpoint)) {
      throw unfit("SSE-C would send the %s in the clear to %s: use https".formatted(key, endpoint));
    }
  }

  private void checkKms(String keyId, Map<String, String> context) {
    for (String name : context.keySet()) {
      if (name.startsWith("aws:")) {
        throw unfit("the encryption context '%s' is AWS's own: use another name".formatted(name));
      }
    }
    if (keyId == null && profile == StoreProfile.CEPH) {
      throw unfit("Ceph has no default KMS key: name one, sse-kms:KEY");
    }
    Matcher arn = KMS_ARN.matcher(keyId == null ? "" : keyId);
    if (profile == StoreProfile.AWS && arn.matches() && !arn.group(1).equals(region)) {
      throw unfit(
          "the KMS key %s is in the Region %s, must be in that of the store, %s"
              .formatted(keyId, arn.group(1), region));
    }
  }

  private static Refused unfit(String what) {
    return new Refused(StoreError.SSE_UNFIT, what);
  }
}
