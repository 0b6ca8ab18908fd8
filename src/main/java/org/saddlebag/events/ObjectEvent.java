package org.saddlebag.events;

import org.saddlebag.errors.OneLine;

/**
 * An object was stored. What the key holds by now is another matter: events come late, twice and in
 * any order.
 *
 * @param bucket the bucket
 * @param key the object key, decoded: 1 to 1024 bytes of UTF-8
 * @param eTag the entity tag of what was stored, without quotes, or null where the event lacks it
 */
public record ObjectEvent(String bucket, String key, String eTag) {

  /** On one line, whatever the names hold. */
  @Override
  public String toString() {
    return OneLine.of("s3://" + bucket + "/" + key);
  }
}
