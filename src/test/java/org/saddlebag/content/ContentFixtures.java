package org.saddlebag.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.ContentMetadata;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

/** Seals and opens with a known data key; the wrap plays no part in content tests. */
final class ContentFixtures {

  static final GcmProviders DETECTED = GcmProviders.detect();

  private static final EncryptedDataKey ANY_WRAP =
      new EncryptedDataKey(WrapAlgorithm.AES_GCM, ByteString.copyOf(new byte[60]), Map.of());

  private ContentFixtures() {}

  static GcmProviders platformOnly(Runnable slowUsed) {
    Provider slow = new BouncyCastleProvider();
    return new GcmProviders(null, () -> slow, length -> slowUsed.run());
  }

  static SealingMaterials materials(AlgorithmSuite suite, byte[] dataKey, SecureRandom random) {
    return SealingMaterials.create(
        suite, DataKey.takeOwnershipOf(dataKey.clone()), ANY_WRAP, random);
  }

  static Sealed seal(GcmProviders providers, AlgorithmSuite suite, byte[] dataKey, byte[] text) {
    return seal(providers, materials(suite, dataKey, new SecureRandom()), text);
  }

  static Sealed seal(GcmProviders providers, SealingMaterials materials, byte[] text) {
    try (InputStream sealed =
        new EncryptingInputStream(
            materials, providers, new ByteArrayInputStream(text), text.length)) {
      return new Sealed(materials.metadata(), sealed.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] open(
      GcmProviders providers, byte[] dataKey, ContentMetadata metadata, byte[] sealed) {
    ByteArrayOutputStream staging = new ByteArrayOutputStream();
    try {
      new ContentDecryptor(providers)
          .decrypt(
              DataKey.takeOwnershipOf(dataKey.clone()),
              metadata,
              new ByteArrayInputStream(sealed),
              sealed.length,
              staging);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return staging.toByteArray();
  }

  static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** An object: its envelope and its bytes at rest. */
  record Sealed(ContentMetadata metadata, byte[] bytes) {}

  /** Gives back chosen bytes, to bring a published IV or message id in. */
  static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    FixedRandom(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
