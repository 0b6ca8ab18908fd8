package org.saddlebag.delivery;

import java.util.Locale;

/** The instants at which a kill test can let the process die. */
public enum Failpoint {
  /** The journal knows the delivery; nothing was sent. */
  AFTER_BEGUN,
  /** The store has created a multipart upload that the journal does not know yet. */
  AFTER_CREATE_MULTIPART,
  /** The journal knows the multipart upload. */
  AFTER_JOURNAL_UPLOAD,
  /** The store has taken a part. */
  AFTER_PART,
  /** The store has the whole object; nobody has noted it. */
  AFTER_COMPLETE,
  /** The journal knows the proof; there is no receipt. */
  AFTER_DELIVERED,
  /** The receipt is on the disk; the source is in its place. */
  AFTER_RECEIPT,
  /** A delivered source is about to be taken away. */
  BEFORE_MOVE,
  /** A delivered source was taken away; it is not yet in the done folder, nor deleted. */
  AFTER_TAKE,
  /** A delivered source is where it belongs; the journal does not know it. */
  AFTER_MOVE,
  /** A message is delivered and forgotten here; the broker does not know it. */
  BEFORE_ACKNOWLEDGE,
  /** The broker has committed the messages of an object; nothing remembers the object. */
  AFTER_COMMIT,
  /** A verified file is on the disk in staging; the journal does not know it. */
  AFTER_FSYNC,
  /** The journal knows what is about to be published. */
  BEFORE_RENAME,
  /** The file has its final name; the directory is not synced. */
  AFTER_RENAME,
  /** The published file is durable; nothing remembers it but the journal's intent. */
  AFTER_PUBLISHED,
  /** The object is remembered as delivered. */
  AFTER_REMEMBERED;

  /**
   * The name in the system property.
   *
   * @return in lower case with hyphens
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
