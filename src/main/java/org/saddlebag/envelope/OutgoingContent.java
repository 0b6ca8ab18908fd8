package org.saddlebag.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A stream on its way to the store, with what must travel beside it. */
public sealed interface OutgoingContent extends AutoCloseable permits SealedContent, PlainContent {

  /**
   * The bytes that will rest in the store.
   *
   * @return can be read once; closing it closes what it is made from
   */
  InputStream stream();

  /**
   * The length at rest.
   *
   * @return in bytes, -1 when unknown
   */
  long lengthBytes();

  /**
   * What readers need, as object metadata.
   *
   * @return without {@code x-amz-meta-}; empty where nothing is sealed
   */
  Map<String, String> metadata();

  @Override
  default void close() throws IOException {
    stream().close();
  }
}
