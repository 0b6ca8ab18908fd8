package org.saddlebag.s3;

import java.util.Locale;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tier;

/** Asks for archived objects to be made readable. */
final class AwsRestores {

  /** Source: Amazon S3 API Reference, HeadObject. */
  private static final String UNDER_WAY = "ongoing-request=\"true\"";

  private final S3Client s3;
  private final AwsReads reads;

  AwsRestores(S3Client s3, AwsReads reads) {
    this.s3 = s3;
    this.reads = reads;
  }

  /** Asks, unless a restore is under way: the head tells, as {@code x-amz-restore}. */
  void ask(ObjectAddress source, CustomerKey customerKey, int days, RestoreTier tier) {
    HeadObjectResponse head = reads.head(source, customerKey);
    if (head.restore() == null || !head.restore().contains(UNDER_WAY)) {
      // Source: Amazon S3 API Reference, RestoreObject: no Days for INTELLIGENT_TIERING.
      ask(source, isCopied(head) ? days : null, tier);
    }
  }

  /** Objects in INTELLIGENT_TIERING go back to a readable tier themselves. */
  private static boolean isCopied(HeadObjectResponse head) {
    return head.storageClass() != StorageClass.INTELLIGENT_TIERING;
  }

  private void ask(ObjectAddress source, Integer daysOrNull, RestoreTier tier) {
    String word = tier.name().charAt(0) + tier.name().substring(1).toLowerCase(Locale.ROOT);
    try {
      StoreTroubles.run(
          StoreAct.RESTORE,
          source,
          () ->
              s3.restoreObject(
                  restore ->
                      restore
                          .bucket(source.bucket())
                          .key(source.key())
                          .versionId(source.versionId())
                          .restoreRequest(
                              wish ->
                                  wish.days(daysOrNull)
                                      .glacierJobParameters(
                                          job -> job.tier(Tier.fromValue(word))))));
    } catch (SaddlebagException e) {
      // RestoreAlreadyInProgress: somebody has asked since we looked.
      if (e.code() != StoreError.CONFLICT) {
        throw e;
      }
    }
  }
}
