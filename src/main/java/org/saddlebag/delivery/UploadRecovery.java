package org.saddlebag.delivery;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.saddlebag.errors.SaddlebagException;
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

  int abortAll(Collection<OpenDelivery> leftBehind, Collection<OrphanUpload> orphans) {
    int aborted = 0;
    for (OrphanUpload orphan : orphans) {
      aborted += abort("", orphan) ? 1 : 0;
    }
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
      uploads.addAll(store.as(open.access()).uploads(open.target()));
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
      aborted += abort(open.id(), OrphanUpload.of(open, uploadId)) ? 1 : 0;
    }
    return aborted;
  }

  private boolean abort(String delivery, OrphanUpload upload) {
    try {
      store.as(upload.access()).abort(upload.target(), upload.uploadId());
      journal.aborted(delivery, upload.uploadId());
      return true;
    } catch (SaddlebagException e) {
      LOG.warn("An upload stays in the store until the next start: {}", e.getMessage());
      return false;
    }
  }
}
