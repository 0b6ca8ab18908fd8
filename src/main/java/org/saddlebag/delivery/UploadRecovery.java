package org.saddlebag.delivery;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts multipart uploads that nobody will complete any more. A process may have died between the
 * store's creating an upload and the journal's knowing its id, so that the store is asked as well
 * which uploads of the key it has. If another node happens to send to the same key, its upload is
 * gone and it sends again: nothing is lost.
 */
final class UploadRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(UploadRecovery.class);

  private final ObjectStore store;
  private final Journal journal;

  UploadRecovery(ObjectStore store, Journal journal) {
    this.store = store;
    this.journal = journal;
  }

  int abortAll(Collection<OpenDelivery> leftBehind) {
    int aborted = 0;
    for (OpenDelivery open : leftBehind) {
      if (!open.delivered()) {
        aborted += abort(open);
      }
    }
    return aborted;
  }

  /** Aborts what the journal names and, unless nothing may be listed, what the store knows. */
  private int abort(OpenDelivery open) {
    Set<String> uploads = new LinkedHashSet<>(open.uploads());
    if (open.access().writeOnly()) {
      return abort(open, uploads);
    }
    try {
      uploads.addAll(store.as(open.access()).uploads(target(open)));
    } catch (SaddlebagException e) {
      LOG.warn("Uploads that the journal does not name can't be looked for: {}", e.getMessage());
    }
    return abort(open, uploads);
  }

  /** Aborts what the journal names, within a living process. */
  int abortNamed(OpenDelivery open) {
    return abort(open, open.uploads());
  }

  private int abort(OpenDelivery open, Collection<String> uploads) {
    int aborted = 0;
    for (String uploadId : uploads) {
      try {
        store.as(open.access()).abort(target(open), uploadId);
        journal.aborted(open.id(), uploadId);
        aborted++;
      } catch (SaddlebagException e) {
        LOG.warn("An upload stays in the store until the next start: {}", e.getMessage());
      }
    }
    return aborted;
  }

  private static ObjectAddress target(OpenDelivery open) {
    Receipt.Target object = open.receipt().object();
    return new ObjectAddress(object.bucket(), object.key());
  }
}
