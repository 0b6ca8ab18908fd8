package org.saddlebag.local.s3;

import java.time.Clock;
import java.util.Map;

/**
 * What can be set about the stand-in's behaviour.
 *
 * @param kms the keys that SSE-KMS may name
 * @param minimumPartBytes the smallest part but the last, 5 MiB at AWS
 * @param md5Etags whether ETags are the MD5 where they are at AWS; otherwise they are opaque, which
 *     saves the time
 * @param blockCustomerKeys whether writes with SSE-C are denied, as in new buckets at AWS since
 *     April 2026
 * @param repeatableComplete whether completing the same upload once more answers success again
 * @param region the Region that is told to clients
 * @param account the account that owns all buckets, 12 digits
 * @param clock the clock
 */
public record S3Settings(
    KmsKeys kms,
    long minimumPartBytes,
    boolean md5Etags,
    boolean blockCustomerKeys,
    boolean repeatableComplete,
    String region,
    String account,
    Clock clock) {

  /**
   * The configuration that new buckets get, as at AWS.
   *
   * @return documents by sub-resource
   */
  public Map<String, String> newBucket() {
    return BucketDocuments.ofNewBucket(this);
  }
}
