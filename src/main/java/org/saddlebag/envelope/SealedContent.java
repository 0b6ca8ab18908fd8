package org.saddlebag.envelope;

import java.io.InputStream;
import java.util.Map;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.KeyUse;

/**
 * A stream on its way to the store, with what must travel beside it.
 *
 * @param ciphertext can be read once; closing it closes the plaintext
 * @param lengthBytes the length at rest, -1 when unknown
 * @param metadata the envelope as object metadata, without {@code x-amz-meta-}
 * @param suite the algorithm suite
 * @param use which master key wrapped the data key
 */
public record SealedContent(
    InputStream ciphertext,
    long lengthBytes,
    Map<String, String> metadata,
    AlgorithmSuite suite,
    KeyUse use)
    implements OutgoingContent {

  @Override
  public InputStream stream() {
    return ciphertext;
  }
}
