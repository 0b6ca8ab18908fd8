package org.saddlebag.content;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.saddlebag.errors.Damaged;
import org.saddlebag.format.ContentMetadata;
import org.saddlebag.format.ContentMetadataV2;
import org.saddlebag.format.ContentMetadataV3;

/** Key, IV and AAD of one content message, and the ciphers made from them. */
final class ContentKey implements AutoCloseable {

  /** Suite 115 uses one IV for all messages, each of which has a key of its own: 12 times 0x01. */
  private static final byte[] FIXED_IV = filled(ContentMetadataV2.IV_LENGTH_BYTES, (byte) 1);

  private static final int TAG_BITS = ContentLength.TAG_BYTES * 8;
  private static final int COUNTER_BLOCK_BYTES = 16;

  private final byte[] key;
  private final byte[] iv;
  private final byte[] aad;

  private ContentKey(byte[] key, byte[] iv, byte[] aad) {
    this.key = key;
    this.iv = iv;
    this.aad = aad;
  }

  /**
   * The content key of an envelope; the data key can be destroyed afterwards.
   *
   * @throws Damaged if the envelope commits to another data key; compared in constant time, before
   *     the content key is derived
   */
  static ContentKey of(DataKey dataKey, ContentMetadata metadata) {
    return metadata instanceof ContentMetadataV3 v3
        ? committed(dataKey, v3)
        : plain(dataKey, (ContentMetadataV2) metadata);
  }

  private static ContentKey plain(DataKey dataKey, ContentMetadataV2 metadata) {
    return new ContentKey(
        dataKey.exposeBytes().clone(), metadata.contentIv().toByteArray(), new byte[0]);
  }

  private static ContentKey committed(DataKey dataKey, ContentMetadataV3 metadata) {
    try (KeyDerivation derivation = new KeyDerivation(dataKey, metadata.messageId())) {
      byte[] expected = derivation.commitment().toByteArray();
      if (!MessageDigest.isEqual(expected, metadata.commitment().toByteArray())) {
        throw new Damaged(
            ContentError.COMMITMENT_MISMATCH,
            "the object's key commitment does not belong to its data key and message id");
      }
      return new ContentKey(derivation.contentKey(), FIXED_IV, KeyDerivation.suiteId());
    }
  }

  /** AES-GCM encryption; for the decryptor it serves to recompute the tag. */
  Cipher gcmEncrypt(GcmProviders providers, long plaintextBytes) {
    try {
      Cipher cipher = providers.cipher(plaintextBytes);
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(aad);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM does not take a 256-bit key", e);
    }
  }

  /**
   * AES-CTR with the counter where GCM has it: the block IV || 1 makes the tag, data starts at IV
   * || 2; source: NIST SP 800-38D, 7.1.
   */
  Cipher ctrDecrypt() {
    byte[] counter = Arrays.copyOf(iv, COUNTER_BLOCK_BYTES);
    counter[COUNTER_BLOCK_BYTES - 1] = 2;
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES/CTR", e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }
}
