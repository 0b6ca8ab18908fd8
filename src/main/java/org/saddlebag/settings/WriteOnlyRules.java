package org.saddlebag.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreProfile;

/** What a sender that may only write can't do, in plain words. */
public final class WriteOnlyRules {

  private WriteOnlyRules() {}

  /**
   * What can't be kept without a look.
   *
   * @param profile what the store can do
   * @param collision what to do when a key is taken
   * @param sse server-side encryption
   * @return a sentence each, what and mend; empty when all is well
   */
  public static List<String> problems(
      StoreProfile profile, CollisionPolicy collision, ServerSideEncryption sse) {
    String name = profile.name().toLowerCase(Locale.ROOT);
    List<String> problems = new ArrayList<>();
    if (collision == CollisionPolicy.REFUSE && !profile.keepsTakenKeys()) {
      problems.add(
          "a store of the profile %s replaces a taken key when a large object is completed, and a"
                  .formatted(name)
              + " write-only sender can't look before: let collision be number, or access full");
    }
    if (profile == StoreProfile.GENERIC && !hasComparableTags(sse)) {
      problems.add(
          "a store of the profile generic proves nothing by its answers under this server-side"
              + " encryption, and a write-only sender can't look: use sse-s3, or access full");
    }
    return problems;
  }

  /**
   * What will fail where the sender's rights are as narrow as they should be.
   *
   * @param sse server-side encryption
   * @return the warning with its reason, or empty
   */
  public static Optional<String> warning(ServerSideEncryption sse) {
    boolean kms =
        sse instanceof ServerSideEncryption.SseKms || sse instanceof ServerSideEncryption.DsseKms;
    return kms
        ? Optional.of(
            "a write-only sender under sse-kms can send only what is smaller than"
                + " saddlebag.s3.part-size: to put parts together, S3 needs kms:Decrypt on the"
                + " bucket's key, which would let the sender read; use sse-s3")
        : Optional.empty();
  }

  private static boolean hasComparableTags(ServerSideEncryption sse) {
    return sse instanceof ServerSideEncryption.BucketDefault
        || sse instanceof ServerSideEncryption.SseS3;
  }
}
