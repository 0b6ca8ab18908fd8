package org.saddlebag.envelope;

import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Map;
import org.saddlebag.content.ContentLength;
import org.saddlebag.content.EncryptingInputStream;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.content.SealingMaterials;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.MetadataWriter;
import org.saddlebag.keys.GeneratedDataKey;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.Occasion;

/** Seals streams: a fresh data key for each, wrapped by a named master key. */
public final class Sealer {

  private final Keyring keyring;
  private final GcmProviders providers;
  private final SecureRandom random;
  private final MetadataWriter writer = new MetadataWriter();

  /**
   * A sealer.
   *
   * @param keyring the master keys
   * @param providers who encrypts
   * @param random the source of IVs and message ids
   */
  public Sealer(Keyring keyring, GcmProviders providers, SecureRandom random) {
    this.keyring = keyring;
    this.providers = providers;
    this.random = random;
  }

  /**
   * Refuses a master key that can't seal, before anything is read.
   *
   * @param masterKey the configured name of the master key
   * @throws org.saddlebag.errors.KeyUnavailable if a certificate is out of its dates
   */
  public void requireSealing(String masterKey) {
    keyring.named(masterKey).requireSealing();
  }

  /**
   * Makes a fresh data key for one object.
   *
   * @param masterKey the configured name of the master key
   * @param suite the algorithm suite, which decides the format version
   * @param context additional KMS encryption context of this object, usually empty
   * @return what seals one object, once
   */
  public SealingKey generate(String masterKey, AlgorithmSuite suite, Map<String, String> context) {
    return generate(masterKey, suite, context, Occasion.UNKNOWN);
  }

  /**
   * Makes a fresh data key for one object.
   *
   * @param masterKey the configured name of the master key
   * @param suite the algorithm suite, which decides the format version
   * @param context additional KMS encryption context of this object, usually empty
   * @param occasion what for, for the audit trail
   * @return what seals one object, once
   */
  public SealingKey generate(
      String masterKey, AlgorithmSuite suite, Map<String, String> context, Occasion occasion) {
    GeneratedDataKey key = keyring.on(occasion).named(masterKey).generate(suite, context);
    return new SealingKey(
        SealingMaterials.create(suite, key.plaintext(), key.encrypted(), random),
        key.use().with(key.encrypted()));
  }

  /**
   * Seals a stream. Nothing is read before the result is.
   *
   * @param key serves once
   * @param plaintext what to seal
   * @param plaintextBytes its length, -1 when unknown
   * @return the stream for the store
   * @throws org.saddlebag.errors.Refused if it is longer than the format allows
   * @throws IllegalStateException if the key has been used
   */
  public SealedContent seal(SealingKey key, InputStream plaintext, long plaintextBytes) {
    long sealedBytes = ContentLength.sealed(plaintextBytes);
    SealingMaterials materials = key.materials();
    return new SealedContent(
        new EncryptingInputStream(materials, providers, plaintext, plaintextBytes),
        sealedBytes,
        writer.write(materials.metadata()),
        materials.metadata().suite(),
        key.use());
  }
}
