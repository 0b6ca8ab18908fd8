package org.saddlebag.envelope;

import org.saddlebag.content.SealingMaterials;
import org.saddlebag.keys.KeyUse;

/**
 * What seals one object, once. Whoever holds it closes it.
 *
 * @param materials the one-time data key with its envelope
 * @param use which master key wrapped it
 */
public record SealingKey(SealingMaterials materials, KeyUse use) implements AutoCloseable {

  @Override
  public void close() {
    materials.close();
  }
}
