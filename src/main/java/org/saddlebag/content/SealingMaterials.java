package org.saddlebag.content;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.ContentMetadata;
import org.saddlebag.format.ContentMetadataV2;
import org.saddlebag.format.ContentMetadataV3;
import org.saddlebag.format.EncryptedDataKey;

/**
 * Everything that one byte stream needs to be sealed, once: the data key with its IV or message id.
 * A second stream under the same key and IV would give both away, so {@link #consume} works once.
 *
 * <p>Thread safety: safe; exactly one caller of {@link #consume} succeeds.
 */
public final class SealingMaterials implements AutoCloseable {

  private final DataKey dataKey;
  private final ContentMetadata metadata;
  private final AtomicBoolean used = new AtomicBoolean();

  private SealingMaterials(DataKey dataKey, ContentMetadata metadata) {
    this.dataKey = dataKey;
    this.metadata = metadata;
  }

  /**
   * Fresh materials with a random IV or message id.
   *
   * @param suite the algorithm suite, which decides the format version
   * @param dataKey the plaintext data key; owned from here on
   * @param encrypted the same key, wrapped for the same suite
   * @param random the source of IV and message id
   * @return materials that serve once
   */
  public static SealingMaterials create(
      AlgorithmSuite suite, DataKey dataKey, EncryptedDataKey encrypted, SecureRandom random) {
    return switch (suite) {
      case GCM_NO_KDF ->
          new SealingMaterials(
              dataKey,
              new ContentMetadataV2(encrypted, random(random, ContentMetadataV2.IV_LENGTH_BYTES)));
      case GCM_HKDF_COMMIT_KEY -> committed(dataKey, encrypted, random);
    };
  }

  private static SealingMaterials committed(
      DataKey dataKey, EncryptedDataKey encrypted, SecureRandom random) {
    ByteString messageId = random(random, ContentMetadataV3.MESSAGE_ID_LENGTH_BYTES);
    try (KeyDerivation derivation = new KeyDerivation(dataKey, messageId)) {
      return new SealingMaterials(
          dataKey, new ContentMetadataV3(encrypted, messageId, derivation.commitment()));
    }
  }

  private static ByteString random(SecureRandom random, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    random.nextBytes(bytes);
    return ByteString.copyOf(bytes);
  }

  /**
   * The envelope; complete before the first byte is encrypted.
   *
   * @return never null
   */
  public ContentMetadata metadata() {
    return metadata;
  }

  /**
   * Takes the cipher out; the data key is destroyed.
   *
   * @param providers who encrypts
   * @param plaintextBytes how much will be encrypted; -1 when unknown
   * @return the cipher of this one message
   * @throws IllegalStateException if the materials have been used or closed
   */
  ContentEncryptor consume(GcmProviders providers, long plaintextBytes) {
    if (!used.compareAndSet(false, true)) {
      throw new IllegalStateException("sealing materials serve once and have been used");
    }
    try (dataKey;
        ContentKey key = ContentKey.of(dataKey, metadata)) {
      return new ContentEncryptor(key.gcmEncrypt(providers, plaintextBytes));
    }
  }

  @Override
  public void close() {
    used.set(true);
    dataKey.destroy();
  }

  @Override
  public String toString() {
    return "sealing materials" + (used.get() ? " (used)" : "");
  }
}
