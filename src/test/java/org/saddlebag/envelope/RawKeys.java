package org.saddlebag.envelope;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.saddlebag.keys.AesMasterKey;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.RsaMasterKey;

/**
 * Fresh key material of both local kinds. It is in the open, so that another client can hold the
 * same keys.
 *
 * @param aes 256 bits
 * @param rsa 2048 bits
 */
public record RawKeys(SecretKey aes, KeyPair rsa) {

  /**
   * New random keys.
   *
   * @return never the same twice
   */
  public static RawKeys generate() {
    byte[] aes = new byte[32];
    new SecureRandom().nextBytes(aes);
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
      pairs.initialize(2048);
      return new RawKeys(new SecretKeySpec(aes, "AES"), pairs.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no RSA", e);
    }
  }

  /**
   * The same keys as master keys named {@code aes} and {@code rsa}, version 1.
   *
   * @param defaultForForeign whether they open what others sealed
   * @return both
   */
  public List<MasterKey> masterKeys(boolean defaultForForeign) {
    return List.of(
        new AesMasterKey(new KeyLabel("aes", 1, defaultForForeign), aes),
        RsaMasterKey.pair(
            new KeyLabel("rsa", 1, defaultForForeign),
            (RSAPublicKey) rsa.getPublic(),
            rsa.getPrivate()));
  }
}
