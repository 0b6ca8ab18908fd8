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
      int chunkBytes = providers.sliceBytes(tag, plaintextBytes);
      decryptContent(ctr, tag, ciphertext, plaintextBytes, chunkBytes, staging);
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

  private static void decryptContent(
      Cipher ctr,
      Cipher tag,
      InputStream ciphertext,
      long plaintextBytes,
      int chunkBytes,
      OutputStream staging)
      throws IOException {
    byte[] in = new byte[chunkBytes];
    byte[] out = new byte[chunkBytes];
    byte[] discarded = new byte[tag.getOutputSize(chunkBytes)];
    try {
      for (long left = plaintextBytes; left > 0; ) {
        int count = ciphertext.readNBytes(in, 0, (int) Math.min(chunkBytes, left));
        if (count == 0) {
          throw truncated(left);
        }
        decryptChunk(ctr, in, count, out);
        tag.update(out, 0, count, discarded, 0);
        staging.write(out, 0, count);
        left -= count;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the output buffer is smaller than its own bound", e);
    } finally {
      Arrays.fill(out, (byte) 0);
    }
  }

  /** SunJCE's loop, too, is compiled by number of calls. */
  private static void decryptChunk(Cipher ctr, byte[] in, int length, byte[] out)
      throws GeneralSecurityException {
    for (int at = 0; at < length; at += GcmProviders.PLATFORM_SLICE_BYTES) {
      int count = Math.min(GcmProviders.PLATFORM_SLICE_BYTES, length - at);
      ctr.update(in, at, count, out, at);
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
