package org.saddlebag.camel.output;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.saddlebag.s3.ObjectHead;

/** When the file behind an object was last changed. */
final class ModifiedTime {

  /** Object metadata in which a delivery notes its source's time, as an ISO-8601 instant. */
  static final String METADATA = "saddlebag-modified";

  private ModifiedTime() {}

  /**
   * The time that the object's metadata names. It is not protected by the envelope: anybody who may
   * write the object may change it.
   *
   * @param object the object
   * @return the time, else when the object was stored
   */
  static Instant of(ObjectHead object) {
    String text = object.metadata().get(METADATA);
    try {
      return text == null ? object.lastModified() : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return object.lastModified();
    }
  }
}
