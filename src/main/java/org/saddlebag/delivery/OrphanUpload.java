package org.saddlebag.delivery;

import java.time.Instant;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.StoreAccess;

/**
 * An upload that nobody will complete any more, and that the store may still hold.
 *
 * @param uploadId the store's id of the multipart upload
 * @param target where the attempt went
 * @param access how the store is spoken to
 * @param since when the attempt began
 */
record OrphanUpload(String uploadId, ObjectAddress target, StoreAccess access, Instant since) {

  /** What an attempt has left. */
  static OrphanUpload of(OpenDelivery attempt, String uploadId) {
    return new OrphanUpload(
        uploadId, attempt.target(), attempt.access(), attempt.receipt().started());
  }
}
