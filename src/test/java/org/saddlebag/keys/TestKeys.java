package org.saddlebag.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;

/** Master keys for tests. */
final class TestKeys {

  static final AlgorithmSuite V3 = AlgorithmSuite.GCM_HKDF_COMMIT_KEY;
  static final AlgorithmSuite V2 = AlgorithmSuite.GCM_NO_KDF;
  static final KeyPair RSA = rsa(2048);

  private TestKeys() {}

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyLabel label(String name, int version) {
    return new KeyLabel(name, version, false);
  }

  static KeyLabel forForeign(String name) {
    return new KeyLabel(name, 1, true);
  }

  /** An AES key whose bytes are all the same. */
  static AesMasterKey aes(KeyLabel label, int everyByte) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) everyByte);
    return new AesMasterKey(label, new SecretKeySpec(bytes, "AES"));
  }

  static RsaMasterKey rsa(KeyLabel label, KeyPair pair) {
    return RsaMasterKey.pair(label, (RSAPublicKey) pair.getPublic(), pair.getPrivate());
  }

  static EncryptedDataKey withDescription(EncryptedDataKey key, Map<String, String> description) {
    return new EncryptedDataKey(key.wrapAlgorithm(), key.ciphertext(), description);
  }

  static EncryptedDataKey withCiphertext(EncryptedDataKey key, byte[] ciphertext) {
    return new EncryptedDataKey(
        key.wrapAlgorithm(), ByteString.copyOf(ciphertext), key.description());
  }
}
