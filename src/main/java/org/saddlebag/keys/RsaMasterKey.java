package org.saddlebag.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.saddlebag.content.DataKey;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

/**
 * An RSA key pair, or only its public half, that wraps data keys with RSA-OAEP (SHA-1, MGF1 with
 * SHA-1, empty label) over a {@link PseudoDataKey}.
 *
 * <p>Every unwrap that fails does the same work and throws the same exception, so that nobody can
 * use this host to tell a wrong padding from a wrong content.
 *
 * <p>Source: S3 Encryption Client specification, raw RSA keyring.
 */
public final class RsaMasterKey extends LocalMasterKey {

  /** The shortest modulus that is taken, in bits. */
  static final int MIN_KEY_LENGTH_BITS = 2048;

  private static final OAEPParameterSpec OAEP_SHA1 =
      new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

  private final RSAPublicKey publicKey;
  private final PrivateKey privateKey;
  private final CertificateDates dates;

  private RsaMasterKey(
      KeyLabel label, RSAPublicKey publicKey, PrivateKey privateKey, CertificateDates dates) {
    super(label, WrapAlgorithm.RSA_OAEP_SHA1);
    if (!isUsable(publicKey)) {
      throw new IllegalArgumentException(
          "an RSA master key has at least %d bits, was %d"
              .formatted(MIN_KEY_LENGTH_BITS, publicKey.getModulus().bitLength()));
    }
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.dates = dates;
  }

  /**
   * A master key that seals and opens.
   *
   * @param label what objects under this key carry
   * @param publicKey at least {@value #MIN_KEY_LENGTH_BITS} bits
   * @param privateKey its other half
   * @return the key
   * @throws IllegalArgumentException if the key is too short
   */
  public static RsaMasterKey pair(KeyLabel label, RSAPublicKey publicKey, PrivateKey privateKey) {
    return new RsaMasterKey(label, publicKey, privateKey, CertificateDates.NONE);
  }

  /**
   * A master key that seals and refuses to open.
   *
   * @param label what objects under this key carry
   * @param publicKey at least {@value #MIN_KEY_LENGTH_BITS} bits
   * @return the key
   * @throws IllegalArgumentException if the key is too short
   */
  public static RsaMasterKey publicOnly(KeyLabel label, RSAPublicKey publicKey) {
    return publicOnly(label, publicKey, CertificateDates.NONE);
  }

  /**
   * A master key of a certificate, that seals while the certificate is valid and refuses to open.
   *
   * @param label what objects under this key carry
   * @param publicKey at least {@value #MIN_KEY_LENGTH_BITS} bits
   * @param dates when the certificate is valid
   * @return the key
   * @throws IllegalArgumentException if the key is too short
   */
  public static RsaMasterKey publicOnly(
      KeyLabel label, RSAPublicKey publicKey, CertificateDates dates) {
    return new RsaMasterKey(label, publicKey, null, dates);
  }

  /** Whether the key is long enough. */
  static boolean isUsable(RSAPublicKey key) {
    return key.getModulus().bitLength() >= MIN_KEY_LENGTH_BITS;
  }

  /** A public key answers to its own name, to say why it cannot open, but opens nothing foreign. */
  @Override
  public Match match(EncryptedDataKey key) {
    Match match = super.match(key);
    return privateKey == null && match == Match.FOREIGN_DEFAULT ? Match.NONE : match;
  }

  @Override
  public void requireSealing() {
    dates.requireValid(name(), Instant.now());
  }

  @Override
  public boolean opens() {
    return privateKey != null;
  }

  @Override
  byte[] wrap(DataKey dataKey, AlgorithmSuite suite) {
    requireSealing();
    byte[] pseudo = PseudoDataKey.of(dataKey, suite);
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.ENCRYPT_MODE, publicKey, OAEP_SHA1);
      return cipher.doFinal(pseudo);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    } finally {
      Arrays.fill(pseudo, (byte) 0);
    }
  }

  @Override
  DataKey unwrap(byte[] wrapped, AlgorithmSuite suite) {
    if (privateKey == null) {
      throw new Refused(
          KeyError.PUBLIC_KEY_ONLY,
          "key '%s' is a public key: this host can seal but not open".formatted(name()));
    }
    byte[] pseudo = decrypt(decryptor(), wrapped, suite);
    try {
      DataKey key = PseudoDataKey.open(pseudo, suite);
      if (key == null) {
        throw wrapRefused();
      }
      return key;
    } finally {
      Arrays.fill(pseudo, (byte) 0);
    }
  }

  private Cipher decryptor() {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.DECRYPT_MODE, privateKey, OAEP_SHA1);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /**
   * On any failure: random bytes of the right length, which then fail where a wrong content does.
   */
  private byte[] decrypt(Cipher cipher, byte[] wrapped, AlgorithmSuite suite) {
    byte[] substitute = randomBytes(PseudoDataKey.lengthBytes(suite));
    substitute[0] = 0;
    int modulusLengthBytes = (publicKey.getModulus().bitLength() + 7) / 8;
    boolean rightLength = wrapped.length == modulusLengthBytes;
    try {
      byte[] pseudo = cipher.doFinal(rightLength ? wrapped : new byte[modulusLengthBytes]);
      return rightLength ? pseudo : substitute;
    } catch (GeneralSecurityException | RuntimeException e) {
      return substitute;
    }
  }

  private KeyUnavailable unusable(GeneralSecurityException e) {
    return new KeyUnavailable(
        KeyError.WRONG_KEY_KIND,
        "master key '%s' cannot do RSA-OAEP on this machine".formatted(name()),
        false,
        e);
  }
}
