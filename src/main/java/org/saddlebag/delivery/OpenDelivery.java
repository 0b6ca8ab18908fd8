package org.saddlebag.delivery;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.StoreAccess;

/**
 * A delivery that has begun and not ended.
 *
 * @param receipt the draft, or the whole receipt once delivered
 * @param delivered whether the store has proven that it holds the object
 * @param uploads the multipart uploads that it made
 * @param access how the store is spoken to
 */
record OpenDelivery(Receipt receipt, boolean delivered, List<String> uploads, StoreAccess access) {

  OpenDelivery {
    uploads = List.copyOf(uploads);
  }

  String id() {
    return receipt.delivery();
  }

  ObjectAddress target() {
    return new ObjectAddress(receipt.object().bucket(), receipt.object().key());
  }

  OpenDelivery with(String uploadId) {
    List<String> more = new ArrayList<>(uploads);
    more.add(uploadId);
    return new OpenDelivery(receipt, delivered, more, access);
  }

  OpenDelivery without(String uploadId) {
    List<String> fewer = new ArrayList<>(uploads);
    fewer.remove(uploadId);
    return new OpenDelivery(receipt, delivered, fewer, access);
  }
}
