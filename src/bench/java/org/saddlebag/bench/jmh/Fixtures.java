package org.saddlebag.bench.jmh;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.saddlebag.content.DataKey;
import org.saddlebag.content.EncryptingInputStream;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.content.SealingMaterials;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.keys.AesMasterKey;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.Keyring;

/** Keys and bytes for the benchmarks; none of them is secret. */
final class Fixtures {

  static final GcmProviders PROVIDERS = GcmProviders.detect();
  static final String MASTER_KEY = "bench";
  static final int TAG_BYTES = 16;

  private static final byte[] IV = new byte[12];
  private static final EncryptedDataKey ANY_WRAP =
      new EncryptedDataKey(WrapAlgorithm.AES_GCM, ByteString.copyOf(new byte[60]), Map.of());

  private Fixtures() {}

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static DataKey dataKey() {
    return DataKey.takeOwnershipOf(bytes(DataKey.LENGTH_BYTES));
  }

  /** Materials without a derivation, so that nothing but the cipher is timed. */
  static SealingMaterials materials(SecureRandom random) {
    return SealingMaterials.create(AlgorithmSuite.GCM_NO_KDF, dataKey(), ANY_WRAP, random);
  }

  static byte[] sealed(SealingMaterials materials, byte[] plaintext) throws IOException {
    InputStream in = new ByteArrayInputStream(plaintext);
    try (InputStream sealed =
        new EncryptingInputStream(materials, PROVIDERS, in, plaintext.length)) {
      return sealed.readAllBytes();
    }
  }

  static Keyring keyring() {
    KeyLabel label = new KeyLabel(MASTER_KEY, 1, false);
    return new Keyring(List.of(new AesMasterKey(label, new SecretKeySpec(bytes(32), "AES"))));
  }

  /** The bare cipher of the provider that content chooses, ready to encrypt. */
  static Cipher gcm() throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", AmazonCorrettoCryptoProvider.INSTANCE);
    cipher.init(Cipher.ENCRYPT_MODE, key(), new GCMParameterSpec(8 * TAG_BYTES, IV));
    return cipher;
  }

  static SecretKeySpec key() {
    return new SecretKeySpec(bytes(DataKey.LENGTH_BYTES), "AES");
  }
}
