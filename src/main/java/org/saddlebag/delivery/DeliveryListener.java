package org.saddlebag.delivery;

import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.StoredObject;
import org.saddlebag.s3.UploadListener;

/**
 * Notes a multipart upload before its first part goes out, and keeps the object of a fenced source
 * from appearing where that is another node's by now; lets kill tests die at each step.
 */
final class DeliveryListener implements UploadListener {

  private final DeliveryOrder.Again again;
  private final String deliveryId;
  private final Journal journal;
  private final Failpoints failpoints;

  /**
   * Listens to one put.
   *
   * @param again how the source is known when it comes again, or null
   */
  DeliveryListener(
      DeliveryOrder.Again again, String deliveryId, Journal journal, Failpoints failpoints) {
    this.again = again;
    this.deliveryId = deliveryId;
    this.journal = journal;
    this.failpoints = failpoints;
  }

  @Override
  public boolean inParts() {
    return again != null && again.fenced();
  }

  @Override
  public void uploadCreated(ObjectAddress target, String uploadId) {
    failpoints.pass(Failpoint.AFTER_CREATE_MULTIPART);
    journal.write(new JournalLine.Upload(deliveryId, uploadId));
    failpoints.pass(Failpoint.AFTER_JOURNAL_UPLOAD);
  }

  @Override
  public void partStored(int partNumber) {
    failpoints.pass(Failpoint.AFTER_PART);
  }

  @Override
  public void completes(ObjectAddress target) {
    if (inParts()) {
      again.ownership().require();
    }
  }

  @Override
  public void objectStored(StoredObject stored) {
    failpoints.pass(Failpoint.AFTER_COMPLETE);
  }
}
