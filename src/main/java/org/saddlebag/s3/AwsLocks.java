package org.saddlebag.s3;

import java.time.Instant;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Locks and legal holds as requests of their own, for stores that drop them on their way. */
final class AwsLocks {

  private final S3Client s3;

  AwsLocks(S3Client s3) {
    this.s3 = s3;
  }

  void set(ObjectAddress target, ObjectSettings settings) {
    if (settings.lock() != null) {
      retain(target, settings.lock());
    }
    if (settings.legalHold()) {
      hold(target);
    }
  }

  private void retain(ObjectAddress target, ObjectLock lock) {
    StoreTroubles.run(
        StoreAct.LOCK,
        target,
        () ->
            s3.putObjectRetention(
                put ->
                    put.bucket(target.bucket())
                        .key(target.key())
                        .versionId(target.versionId())
                        .retention(
                            retention ->
                                retention
                                    .mode(ObjectLockRetentionMode.fromValue(lock.mode().name()))
                                    .retainUntilDate(lock.end(Instant.now())))));
  }

  private void hold(ObjectAddress target) {
    StoreTroubles.run(
        StoreAct.HOLD,
        target,
        () ->
            s3.putObjectLegalHold(
                put ->
                    put.bucket(target.bucket())
                        .key(target.key())
                        .versionId(target.versionId())
                        .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON))));
  }
}
