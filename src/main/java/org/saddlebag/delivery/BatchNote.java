package org.saddlebag.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * What is noted of a batch for whoever takes it over.
 *
 * @param source what it is
 * @param bucket where its object goes
 * @param objectKey the wished object key
 * @param lengthBytes how long its object is, -1 when unknown
 * @param deliveryId that of the next attempt where nobody must rely on an earlier one, else null
 */
record BatchNote(
    SourceDescription source,
    String bucket,
    String objectKey,
    long lengthBytes,
    String deliveryId) {

  /** Far more than ever are; a longer way to an id that is noted is none. */
  private static final int MOST_DISTRUSTED = 1_000;

  /** The delivery id of the next attempt. */
  String idIn(String flow) {
    return deliveryId == null ? MessageBatch.deliveryId(flow, source) : deliveryId;
  }

  /** The same where nobody must rely on what there is. */
  BatchNote with(String nextDeliveryId) {
    return new BatchNote(source, bucket, objectKey, lengthBytes, nextDeliveryId);
  }

  /**
   * The same with all that this node's journal and the note know together of ids on whose objects
   * nobody must rely; the journal knows it afterwards, too.
   *
   * @throws org.saddlebag.errors.StoreUnavailable {@code EARLIER_UNSEEN} if the id that is noted
   *     can't be one of the batch's
   */
  BatchNote inStepWith(Journal journal, String flow) {
    String noted = idIn(flow);
    List<String> before = new ArrayList<>();
    String id = MessageBatch.deliveryId(flow, source);
    for (; !id.equals(noted); id = EarlierAttempts.next(id)) {
      before.add(id);
      if (before.size() > MOST_DISTRUSTED) {
        throw Takeover.unseen("what is noted of it can't be read", null);
      }
    }
    before.stream().filter(each -> !journal.distrusts(each)).forEach(journal::distrust);
    while (journal.distrusts(id)) {
      id = EarlierAttempts.next(id);
    }
    return id.equals(noted) ? this : with(id);
  }
}
