package org.saddlebag.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.saddlebag.content.DataKey;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.WrapAlgorithm;

/**
 * A 256-bit AES key that wraps data keys with AES-GCM: random IV, ciphertext, tag; the AAD is the
 * suite's metadata value in ASCII.
 *
 * <p>Source: S3 Encryption Client specification, raw AES keyring.
 */
public final class AesMasterKey extends LocalMasterKey {

  /** The length of the master key. */
  static final int KEY_LENGTH_BYTES = 32;

  private static final int IV_LENGTH_BYTES = 12;
  private static final int TAG_LENGTH_BYTES = 16;

  /** 12 + 32 + 16. */
  private static final int WRAPPED_LENGTH_BYTES =
      IV_LENGTH_BYTES + DataKey.LENGTH_BYTES + TAG_LENGTH_BYTES;

  private final SecretKey key;

  /** Who takes this kind of key; found out at the first use, as it costs more than the wrapping. */
  private volatile Provider provider;

  /**
   * A master key.
   *
   * @param label what objects under this key carry
   * @param key an AES key of 256 bits; one that does not show its bytes is taken as it is
   * @throws IllegalArgumentException if the key is of another kind or length
   */
  public AesMasterKey(KeyLabel label, SecretKey key) {
    super(label, WrapAlgorithm.AES_GCM);
    if (!isUsable(key)) {
      throw new IllegalArgumentException("an AES master key has 256 bits");
    }
    this.key = key;
  }

  /** Whether this is an AES key of 256 bits, as far as it shows. */
  static boolean isUsable(SecretKey key) {
    if (!key.getAlgorithm().equalsIgnoreCase("AES")) {
      return false;
    }
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      return true;
    }
    Arrays.fill(encoded, (byte) 0);
    return encoded.length == KEY_LENGTH_BYTES;
  }

  @Override
  byte[] wrap(DataKey dataKey, AlgorithmSuite suite) {
    byte[] wrapped = Arrays.copyOf(randomBytes(IV_LENGTH_BYTES), WRAPPED_LENGTH_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, wrapped, suite)
          .doFinal(dataKey.exposeBytes(), 0, DataKey.LENGTH_BYTES, wrapped, IV_LENGTH_BYTES);
      return wrapped;
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  DataKey unwrap(byte[] wrapped, AlgorithmSuite suite) {
    if (wrapped.length != WRAPPED_LENGTH_BYTES) {
      throw new Damaged(
          KeyError.WRAP_LENGTH,
          "the object's data key is wrapped with AES/GCM in %d bytes, must be %d"
              .formatted(wrapped.length, WRAPPED_LENGTH_BYTES));
    }
    try {
      return DataKey.takeOwnershipOf(
          cipher(Cipher.DECRYPT_MODE, wrapped, suite)
              .doFinal(wrapped, IV_LENGTH_BYTES, WRAPPED_LENGTH_BYTES - IV_LENGTH_BYTES));
    } catch (AEADBadTagException e) {
      throw wrapRefused();
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private Cipher cipher(int mode, byte[] startingWithIv, AlgorithmSuite suite)
      throws GeneralSecurityException {
    Provider chosen = provider;
    Cipher cipher =
        chosen == null
            ? Cipher.getInstance("AES/GCM/NoPadding")
            : Cipher.getInstance("AES/GCM/NoPadding", chosen);
    cipher.init(
        mode, key, new GCMParameterSpec(8 * TAG_LENGTH_BYTES, startingWithIv, 0, IV_LENGTH_BYTES));
    provider = cipher.getProvider();
    cipher.updateAAD(suite.metadataValue().getBytes(US_ASCII));
    return cipher;
  }

  private KeyUnavailable unusable(GeneralSecurityException e) {
    return new KeyUnavailable(
        KeyError.WRONG_KEY_KIND,
        "master key '%s' cannot do AES/GCM on this machine".formatted(name()),
        false,
        e);
  }
}
