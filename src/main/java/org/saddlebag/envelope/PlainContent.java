package org.saddlebag.envelope;

import java.io.InputStream;
import java.util.Map;

/**
 * Content that goes as it is, for the store alone to encrypt.
 *
 * @param stream can be read once
 * @param lengthBytes its length, -1 when unknown
 */
public record PlainContent(InputStream stream, long lengthBytes) implements OutgoingContent {

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }
}
