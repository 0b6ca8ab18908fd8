package org.saddlebag.bench.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.saddlebag.content.ContentDecryptor;
import org.saddlebag.content.EncryptingInputStream;
import org.saddlebag.content.SealingMaterials;
import org.saddlebag.format.ContentMetadata;

/**
 * One message, by size and by the slice in which it is read or handed out. The bare ciphers are the
 * peers: the same provider, the same bytes, the same slices.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class ContentBenchmark {

  /** The message's length. */
  @Param({"4096", "1048576", "67108864"})
  public int size;

  /** How many bytes move at a time. */
  @Param({"8192", "65536", "1048576"})
  public int slice;

  private final SecureRandom random = new SecureRandom();
  private final ContentDecryptor decryptor = new ContentDecryptor(Fixtures.PROVIDERS);
  private byte[] plaintext;
  private byte[] target;
  private byte[] discarded;
  private byte[] sealed;
  private ContentMetadata metadata;

  /**
   * Makes a message and its sealed form.
   *
   * @throws IOException never
   */
  @Setup
  public void prepare() throws IOException {
    plaintext = Fixtures.bytes(size);
    target = new byte[slice + 2 * Fixtures.TAG_BYTES];
    discarded = new byte[slice + 2 * Fixtures.TAG_BYTES];
    SealingMaterials materials = Fixtures.materials(random);
    metadata = materials.metadata();
    sealed = Fixtures.sealed(materials, plaintext);
  }

  /**
   * The peer: AES-GCM encryption, as the provider has it.
   *
   * @return the end of the message
   * @throws GeneralSecurityException never
   */
  @Benchmark
  public byte[] gcmEncrypt() throws GeneralSecurityException {
    Cipher cipher = Fixtures.gcm();
    for (int at = 0; at < size; at += slice) {
      cipher.update(plaintext, at, Math.min(slice, size - at), target, 0);
    }
    return cipher.doFinal();
  }

  /**
   * Ours, read slice by slice.
   *
   * @return how many bytes came
   * @throws IOException never
   */
  @Benchmark
  public long encrypt() throws IOException {
    long total = 0;
    try (InputStream in =
        new EncryptingInputStream(
            Fixtures.materials(random), Fixtures.PROVIDERS, new Slices(plaintext, slice), size)) {
      for (int count = in.read(target, 0, slice); count > 0; count = in.read(target, 0, slice)) {
        total += count;
      }
    }
    return total;
  }

  /**
   * The floor of a verified decryption: CTR, then GCM encryption, and nothing else.
   *
   * @return the end of the message
   * @throws GeneralSecurityException never
   */
  @Benchmark
  public byte[] ctrThenGcm() throws GeneralSecurityException {
    Cipher ctr = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
    ctr.init(Cipher.DECRYPT_MODE, Fixtures.key(), new IvParameterSpec(new byte[16]));
    Cipher gcm = Fixtures.gcm();
    for (int at = 0; at < size; at += slice) {
      int count = ctr.update(sealed, at, Math.min(slice, size - at), target, 0);
      gcm.update(target, 0, count, discarded, 0);
    }
    return gcm.doFinal();
  }

  /**
   * Ours: decrypted, and the tag compared.
   *
   * @return the plaintext's length
   * @throws IOException never
   */
  @Benchmark
  public long verifiedDecrypt() throws IOException {
    return decryptor.decrypt(
        Fixtures.dataKey(),
        metadata,
        new Slices(sealed, slice),
        sealed.length,
        OutputStream.nullOutputStream());
  }
}
