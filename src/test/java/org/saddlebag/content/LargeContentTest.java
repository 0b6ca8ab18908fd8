package org.saddlebag.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;

/** Beyond 2 GiB, where the platform's own GCM gives up, and at the format's limit. */
class LargeContentTest {

  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @ValueSource(longs = {2 * GIB - 17, 2 * GIB + 1, 5 * GIB})
  void large_content_passes_through_in_both_directions(long length) throws IOException {
    byte[] dataKey = ContentFixtures.randomBytes(32);
    SealingMaterials materials =
        ContentFixtures.materials(AlgorithmSuite.GCM_HKDF_COMMIT_KEY, dataKey, new SecureRandom());
    Pattern source = new Pattern(length);
    Sum opened = new Sum();
    try (InputStream sealed =
        new EncryptingInputStream(materials, ContentFixtures.DETECTED, source, length)) {
      new ContentDecryptor(ContentFixtures.DETECTED)
          .decrypt(
              DataKey.takeOwnershipOf(dataKey.clone()),
              materials.metadata(),
              sealed,
              ContentLength.sealed(length),
              opened);
    }

    assertThat(opened.length).isEqualTo(length);
    assertThat(opened.crc.getValue()).isEqualTo(source.crc.getValue());
  }

  @Test
  void without_the_native_cipher_long_or_unknown_content_goes_to_the_streaming_provider() {
    AtomicInteger slow = new AtomicInteger();
    GcmProviders platform = ContentFixtures.platformOnly(slow::incrementAndGet);

    assertThat(platform.cipher(2 * GIB - 2).getProvider().getName()).isEqualTo("SunJCE");
    assertThat(slow).hasValue(0);
    assertThat(platform.cipher(2 * GIB - 1).getProvider().getName()).isEqualTo("BC");
    assertThat(platform.cipher(-1).getProvider().getName()).isEqualTo("BC");
    assertThat(slow).hasValue(2);
  }

  @Test
  void this_platform_has_the_native_cipher() {
    assertThat(ContentFixtures.DETECTED.cipher(-1).getProvider().getName())
        .isEqualTo("AmazonCorrettoCryptoProvider");
  }

  @Test
  void content_beyond_the_limit_is_refused_before_the_first_byte() {
    assertThat(ContentLength.sealed(ContentLength.MAX_PLAINTEXT_BYTES)).isEqualTo(64 * GIB - 16);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ContentLength.sealed(ContentLength.MAX_PLAINTEXT_BYTES + 1))
        .matches(e -> e.code() == ContentError.TOO_LONG);
    assertThatExceptionOfType(Damaged.class).isThrownBy(() -> ContentLength.plaintext(15));
    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(() -> ContentLength.plaintext(64 * GIB - 15));
  }

  /** A given number of bytes that repeat with an odd period. */
  private static final class Pattern extends InputStream {
    private final byte[] block = ContentFixtures.randomBytes(65_537);
    private final CRC32C crc = new CRC32C();
    private long left;

    Pattern(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(Math.min(length, block.length), left);
      System.arraycopy(block, 0, target, offset, count);
      crc.update(target, offset, count);
      left -= count;
      return count;
    }
  }

  /** Counts and sums what comes. */
  private static final class Sum extends OutputStream {
    private final CRC32C crc = new CRC32C();
    private long length;

    @Override
    public void write(int b) {
      crc.update(b);
      length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      crc.update(bytes, offset, count);
      length += count;
    }
  }
}
