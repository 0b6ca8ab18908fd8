package org.saddlebag.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.saddlebag.content.ContentFixtures.Sealed;
import org.saddlebag.errors.Damaged;
import org.saddlebag.format.AlgorithmSuite;

/** What must hold for any content, with every provider. */
class ContentPropertiesTest {

  private static final List<GcmProviders> PROVIDERS =
      List.of(ContentFixtures.DETECTED, ContentFixtures.platformOnly(() -> {}));

  @Property(tries = 200)
  void what_was_sealed_opens_with_every_provider(
      @ForAll AlgorithmSuite suite,
      @ForAll @IntRange(min = 0, max = 1) int sealer,
      @ForAll @IntRange(min = 0, max = 1) int opener,
      @ForAll("lengths") int length) {
    byte[] dataKey = ContentFixtures.randomBytes(32);
    byte[] text = ContentFixtures.randomBytes(length);

    Sealed sealed = ContentFixtures.seal(PROVIDERS.get(sealer), suite, dataKey, text);

    assertThat((long) sealed.bytes().length).isEqualTo(ContentLength.sealed(length));
    assertThat(
            ContentFixtures.open(PROVIDERS.get(opener), dataKey, sealed.metadata(), sealed.bytes()))
        .isEqualTo(text);
  }

  @Property(tries = 200)
  void one_changed_bit_anywhere_is_refused(
      @ForAll AlgorithmSuite suite, @ForAll("lengths") int length, @ForAll long where) {
    byte[] dataKey = ContentFixtures.randomBytes(32);
    Sealed sealed =
        ContentFixtures.seal(
            ContentFixtures.DETECTED, suite, dataKey, ContentFixtures.randomBytes(length));
    byte[] changed = sealed.bytes();
    int bit = (int) Math.floorMod(where, changed.length * 8L);
    changed[bit / 8] ^= (byte) (1 << (bit % 8));

    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(
            () ->
                ContentFixtures.open(
                    ContentFixtures.DETECTED, dataKey, sealed.metadata(), changed));
  }

  @Property(tries = 100)
  void a_cut_or_extended_object_is_refused(
      @ForAll AlgorithmSuite suite,
      @ForAll("lengths") int length,
      @ForAll @IntRange(min = -20, max = 20) int difference) {
    byte[] dataKey = ContentFixtures.randomBytes(32);
    Sealed sealed =
        ContentFixtures.seal(
            ContentFixtures.DETECTED, suite, dataKey, ContentFixtures.randomBytes(length));
    int other = Math.max(0, sealed.bytes().length + (difference == 0 ? 1 : difference));

    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(
            () ->
                ContentFixtures.open(
                    ContentFixtures.DETECTED,
                    dataKey,
                    sealed.metadata(),
                    Arrays.copyOf(sealed.bytes(), other)));
  }

  @Property(tries = 100)
  void reading_in_any_steps_gives_the_same_object(
      @ForAll AlgorithmSuite suite, @ForAll("lengths") int length, @ForAll long seed)
      throws IOException {
    byte[] dataKey = ContentFixtures.randomBytes(32);
    byte[] text = ContentFixtures.randomBytes(length);
    SealingMaterials materials =
        ContentFixtures.materials(suite, dataKey, new java.security.SecureRandom());
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (InputStream in =
        new EncryptingInputStream(
            materials, ContentFixtures.DETECTED, new ByteArrayInputStream(text), -1)) {
      copyInRandomSteps(in, sealed, new Random(seed));
    }

    assertThat(
            ContentFixtures.open(
                ContentFixtures.DETECTED, dataKey, materials.metadata(), sealed.toByteArray()))
        .isEqualTo(text);
  }

  private static void copyInRandomSteps(InputStream in, ByteArrayOutputStream out, Random steps)
      throws IOException {
    byte[] buffer = new byte[40_000];
    while (true) {
      if (steps.nextInt(10) == 0) {
        int one = in.read();
        if (one < 0) {
          return;
        }
        out.write(one);
        continue;
      }
      int offset = steps.nextInt(100);
      int count = in.read(buffer, offset, 1 + steps.nextInt(buffer.length - offset));
      if (count < 0) {
        return;
      }
      out.write(buffer, offset, count);
    }
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.oneOf(
        Arbitraries.of(0, 1, 15, 16, 17, 8191, 8192, 8193, 262_143, 262_144, 262_145),
        Arbitraries.integers().between(0, 600_000));
  }
}
