package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Cutting a stream into parts loses and invents nothing. */
class SourceTest {

  private static final ObjectAddress TARGET = new ObjectAddress("bucket", "key");

  @Property(tries = 500)
  void anyStreamComesOutAsItWentIn(
      @ForAll @Size(max = 300) byte[] content,
      @ForAll @IntRange(min = 1, max = 40) int partSize,
      @ForAll @IntRange(min = 0, max = 9) int slice,
      @ForAll boolean known)
      throws IOException {
    Source source = new Source(new Dripping(content, slice), known ? content.length : -1, TARGET);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int parts = 0;
    do {
      PartBuffer buffer = new PartBuffer(new byte[partSize], back -> {});
      source.fill(buffer);
      out.writeBytes(buffer.open().readAllBytes());
      parts++;
    } while (!source.ended());
    assertThat(out.toByteArray()).isEqualTo(content);
    assertThat(parts).isEqualTo(Math.max(1, (content.length + partSize - 1) / partSize));
    assertThat(source.readBytes()).isEqualTo(content.length);
    CRC32C whole = new CRC32C();
    whole.update(content);
    assertThat(source.crc32c()).isEqualTo(PartDigest.base64(whole));
  }

  /** CRC-32C of "123456789" is e3069283: the check value of the CRC catalogue. */
  @Test
  void theChecksumHasTheFormOfTheHeader() {
    Source source =
        new Source(
            new ByteArrayInputStream(
                "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            -1,
            TARGET);
    source.fill(new PartBuffer(new byte[16], back -> {}));
    assertThat(Base64.getDecoder().decode(source.crc32c())).containsExactly(0xe3, 0x06, 0x92, 0x83);
  }

  /** Gives a few bytes at a time, and none at all where the slice is 0 or now and then. */
  private static final class Dripping extends InputStream {
    private final ByteArrayInputStream in;
    private final int slice;
    private int calls;

    Dripping(byte[] content, int slice) {
      this.in = new ByteArrayInputStream(content);
      this.slice = slice;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      boolean nothing = slice == 0 || ++calls % 3 == 0;
      return nothing ? 0 : in.read(target, offset, Math.min(length, slice));
    }
  }
}
