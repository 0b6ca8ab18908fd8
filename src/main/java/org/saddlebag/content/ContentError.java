package org.saddlebag.content;

import org.saddlebag.errors.ErrorCode;

/** What can go wrong with content. */
public enum ContentError implements ErrorCode {
  /** More than one GCM message holds. */
  TOO_LONG("Split the file; the format ends at 64 GiB - 32 bytes per object."),
  /** An object whose length no writer makes. */
  IMPOSSIBLE_LENGTH(
      "Restore another version or a copy of the object; this one is cut or extended."),
  /** The tag does not belong to key, IV and content. */
  TAG_MISMATCH("Restore another version or a copy of the object; this one was changed at rest."),
  /** The data key is not the one that sealed the object. */
  COMMITMENT_MISMATCH(
      "Restore the object's metadata from another version; its data key is not the one that sealed"
          + " the content.");

  private final String fix;

  ContentError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
