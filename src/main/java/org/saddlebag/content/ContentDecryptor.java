package org.saddlebag.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.saddlebag.errors.Damaged;
import org.saddlebag.format.ContentMetadata;

/**
 * Verified decryption in memory that does not grow: AES-CTR recovers the plaintext, a GCM
 * <em>encryption</em> of that plaintext recomputes the tag, its ciphertext is thrown away. Every
 * provider's own GCM decryption would hold the whole object.
 *
 * <p>The plaintext is written out <b>before</b> the tag can be checked. The target must be a
 * staging place that is discarded when {@link #decrypt} throws.
 */
public final class ContentDecryptor {

  /** SunJCE compiles its loop by number of calls: small slices stay fast in every JVM. */
  private static final int CTR_SLICE_BYTES = 8 * 1024;

  /** Two of these fit into a core's own cache. */
  private static final int BATCH_BYTES = 128 * 1024;

  private final GcmProviders providers;

  /**
   * A decryptor without state.
   *
   * @param providers who recomputes the tag
   */
  public ContentDecryptor(GcmProviders providers) {
    this.providers = providers;
  }

  /**
   * Decrypts a whole object and verifies it.
   *
   * @param dataKey the unwrapped data key; destroyed on return, whatever the outcome
   * @param metadata the object's envelope
   * @param ciphertext the whole object: content and tag; not closed here
   * @param sealedBytes the object's length at rest
   * @param staging takes the plaintext; not flushed or closed here
   * @return the plaintext's length in bytes
   * @throws Damaged if commitment, length or tag do not hold; what was written must be discarded
   * @throws IOException if reading or writing fails
   */
  public long decrypt(
      DataKey dataKey,
      ContentMetadata metadata,
      InputStream ciphertext,
      long sealedBytes,
      OutputStream staging)
      throws IOException {
    try (dataKey;
        ContentKey key = ContentKey.of(dataKey, metadata)) {
      long plaintextBytes = ContentLength.plaintext(sealedBytes);
      Cipher ctr = key.ctrDecrypt();
      Cipher tag = key.gcmEncrypt(providers, plaintextBytes);
      decryptContent(ctr, tag, ciphertext, plaintextBytes, staging);
      byte[] stored = ciphertext.readNBytes(ContentLength.TAG_BYTES);
      boolean longer = ciphertext.read() >= 0;
      if (!MessageDigest.isEqual(lastBytes(finish(tag)), stored) || longer) {
        throw new Damaged(
            ContentError.TAG_MISMATCH,
            "the object's authentication tag does not match its content");
      }
      return plaintextBytes;
    }
  }

  private void decryptContent(
      Cipher ctr, Cipher tag, InputStream ciphertext, long plaintextBytes, OutputStream staging)
      throws IOException {
    int batchBytes = (int) Math.min(BATCH_BYTES, plaintextBytes);
    byte[] in = new byte[tag.getOutputSize(batchBytes)];
    byte[] out = new byte[batchBytes];
    try {
      for (long left = plaintextBytes; left > 0; ) {
        int count = ciphertext.readNBytes(in, 0, (int) Math.min(batchBytes, left));
        if (count == 0) {
          throw truncated(left);
        }
        decryptBatch(ctr, in, count, out);
        authenticate(tag, out, count, in);
        staging.write(out, 0, count);
        left -= count;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the output buffer is smaller than its own bound", e);
    } finally {
      Arrays.fill(out, (byte) 0);
    }
  }

  private static void decryptBatch(Cipher ctr, byte[] in, int length, byte[] out)
      throws GeneralSecurityException {
    for (int at = 0; at < length; at += CTR_SLICE_BYTES) {
      ctr.update(in, at, Math.min(CTR_SLICE_BYTES, length - at), out, at);
    }
  }

  /** In as large pieces as the provider likes; one call into native code for each. */
  private void authenticate(Cipher tag, byte[] plaintext, int length, byte[] discarded)
      throws GeneralSecurityException {
    int slice = providers.sliceBytes(length);
    for (int at = 0; at < length; at += slice) {
      tag.update(plaintext, at, Math.min(slice, length - at), discarded, 0);
    }
  }

  private static byte[] finish(Cipher tag) {
    try {
      return tag.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("GCM encryption cannot fail at its end", e);
    }
  }

  /** A provider may hold ciphertext back until the end; the tag is the last 16 bytes. */
  private static byte[] lastBytes(byte[] end) {
    return Arrays.copyOfRange(end, end.length - ContentLength.TAG_BYTES, end.length);
  }

  private static Damaged truncated(long missing) {
    return new Damaged(
        ContentError.IMPOSSIBLE_LENGTH,
        "the object ends %d bytes before its stated length".formatted(missing));
  }
}
