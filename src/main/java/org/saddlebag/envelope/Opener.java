package org.saddlebag.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.saddlebag.content.ContentDecryptor;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.format.ContentMetadata;
import org.saddlebag.format.MetadataReader;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.Occasion;
import org.saddlebag.keys.UnwrappedDataKey;

/** Opens streams: reads the envelope, unwraps the data key, decrypts and verifies. */
public final class Opener {

  private final Keyring keyring;
  private final ContentDecryptor decryptor;
  private final MetadataReader reader = new MetadataReader();

  /**
   * An opener.
   *
   * @param keyring the master keys
   * @param providers who recomputes the tag
   */
  public Opener(Keyring keyring, GcmProviders providers) {
    this.keyring = keyring;
    this.decryptor = new ContentDecryptor(providers);
  }

  /**
   * Refuses a host whose master keys can only seal, before anything is fetched.
   *
   * @throws org.saddlebag.errors.Refused if all keys are public ones
   */
  public void requireOpening() {
    keyring.requireOpening();
  }

  /**
   * Whether an object's metadata holds any part of an envelope.
   *
   * @param objectMetadata user metadata without {@code x-amz-meta-}
   * @return false for an object that nobody sealed
   */
  public boolean isSealed(Map<String, String> objectMetadata) {
    return reader.isSealed(objectMetadata);
  }

  /**
   * Unwraps an object's data key with the master key that its description names.
   *
   * @param objectMetadata user metadata without {@code x-amz-meta-}
   * @param context the additional KMS encryption context it was sealed under, usually empty
   * @return what opens the object, once
   */
  public OpeningKey unwrap(Map<String, String> objectMetadata, Map<String, String> context) {
    return unwrap(objectMetadata, context, Occasion.UNKNOWN);
  }

  /**
   * Unwraps an object's data key with the master key that its description names.
   *
   * @param objectMetadata user metadata without {@code x-amz-meta-}
   * @param context the additional KMS encryption context it was sealed under, usually empty
   * @param occasion what for, for the audit trail
   * @return what opens the object, once
   */
  public OpeningKey unwrap(
      Map<String, String> objectMetadata, Map<String, String> context, Occasion occasion) {
    ContentMetadata metadata = reader.read(objectMetadata);
    UnwrappedDataKey key =
        keyring.on(occasion).unwrap(metadata.encryptedDataKey(), metadata.suite(), context);
    return new OpeningKey(key.plaintext(), metadata, key.use());
  }

  /**
   * Opens a stream into a staging place.
   *
   * @param key serves once
   * @param ciphertext the whole object
   * @param sealedBytes its length at rest
   * @param staging takes plaintext that is <b>not verified</b> until this method returns; to be
   *     discarded when it throws
   * @return the plaintext's length in bytes
   * @throws org.saddlebag.errors.Damaged if anything does not hold
   * @throws IOException if reading or writing fails
   */
  public long open(OpeningKey key, InputStream ciphertext, long sealedBytes, OutputStream staging)
      throws IOException {
    return decryptor.decrypt(key.dataKey(), key.metadata(), ciphertext, sealedBytes, staging);
  }
}
