package org.saddlebag.local.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What KMS gives out for a plaintext: which key and which of its materials, and AES-256-GCM under
 * it. The head is filled up so that blobs are as long as those of AWS (184 bytes for a data key of
 * 32), since they count against the limit of S3 metadata.
 */
final class CiphertextBlob {

  private static final byte VERSION = 1;
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int FILL_BYTES = 103;
  private static final int HEAD_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES + FILL_BYTES;
  private static final int OVERHEAD_BYTES = HEAD_BYTES + IV_BYTES + TAG_BITS / Byte.SIZE;

  private final byte[] bytes;
  private final String keyId;
  private final int material;

  private CiphertextBlob(byte[] bytes) {
    this.bytes = bytes;
    ByteBuffer head = ByteBuffer.wrap(bytes, 1, HEAD_BYTES - 1);
    this.keyId = new UUID(head.getLong(), head.getLong()).toString();
    this.material = head.getInt();
  }

  /** Reads a blob; null where it is none. */
  static CiphertextBlob parse(byte[] bytes) {
    return bytes.length < OVERHEAD_BYTES || bytes[0] != VERSION ? null : new CiphertextBlob(bytes);
  }

  static byte[] encrypt(KmsKey key, byte[] plaintext, Map<String, String> context) {
    byte[] fill = new byte[FILL_BYTES];
    byte[] iv = new byte[IV_BYTES];
    SecureRandom random = new SecureRandom();
    random.nextBytes(fill);
    random.nextBytes(iv);
    UUID id = UUID.fromString(key.keyId());
    byte[] head =
        ByteBuffer.allocate(HEAD_BYTES)
            .put(VERSION)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putInt(key.newest())
            .put(fill)
            .array();
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, key.newest(), iv);
      cipher.updateAAD(head);
      cipher.updateAAD(canonical(context));
      byte[] encrypted = cipher.doFinal(plaintext);
      return ByteBuffer.allocate(OVERHEAD_BYTES + plaintext.length)
          .put(head)
          .put(iv)
          .put(encrypted)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String keyId() {
    return keyId;
  }

  int material() {
    return material;
  }

  /** The plaintext; null where key, context or blob are not what they were. */
  byte[] decrypt(KmsKey key, Map<String, String> context) {
    if (material < 0 || material > key.newest()) {
      return null;
    }
    byte[] iv = Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + IV_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, material, iv);
      cipher.updateAAD(bytes, 0, HEAD_BYTES);
      cipher.updateAAD(canonical(context));
      int start = HEAD_BYTES + IV_BYTES;
      return cipher.doFinal(bytes, start, bytes.length - start);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(int mode, KmsKey key, int material, byte[] iv)
      throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(key.materials().get(material));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(raw, "AES"), new GCMParameterSpec(TAG_BITS, iv));
    return cipher;
  }

  /** The context in one order, with lengths, so that no two contexts have the same bytes. */
  private static byte[] canonical(Map<String, String> context) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(context)
        .forEach(
            (name, value) ->
                text.append(name.length())
                    .append(':')
                    .append(name)
                    .append(value.length())
                    .append(':')
                    .append(value));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
