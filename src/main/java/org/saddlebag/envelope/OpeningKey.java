package org.saddlebag.envelope;

import org.saddlebag.content.DataKey;
import org.saddlebag.format.ContentMetadata;
import org.saddlebag.keys.KeyUse;

/**
 * What opens one object, once. Whoever holds it closes it.
 *
 * @param dataKey the unwrapped data key
 * @param metadata the object's envelope
 * @param use which master key unwrapped it
 */
public record OpeningKey(DataKey dataKey, ContentMetadata metadata, KeyUse use)
    implements AutoCloseable {

  @Override
  public void close() {
    dataKey.destroy();
  }
}
