package org.saddlebag.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.saddlebag.errors.SaddlebagException;

/** Writer and reader are each other's mirror, whatever the envelope holds. */
class EnvelopePropertiesTest {

  private final MetadataWriter writer = new MetadataWriter();
  private final MetadataReader reader = new MetadataReader();

  @Provide
  static Arbitrary<ContentMetadata> envelopes() {
    Arbitrary<EncryptedDataKey> keys =
        Combinators.combine(
                Arbitraries.of(WrapAlgorithm.values()),
                bytes(1, 300),
                FlatJsonPropertiesTest.maps())
            .as(EncryptedDataKey::new);
    Arbitrary<ContentMetadata> v2 =
        Combinators.combine(keys, random(12)).as(ContentMetadataV2::new);
    Arbitrary<ContentMetadata> v3 =
        Combinators.combine(keys, random(28), bytes(28, 28)).as(ContentMetadataV3::new);
    return Arbitraries.oneOf(v2, v3);
  }

  private static Arbitrary<ByteString> random(int lengthBytes) {
    return bytes(lengthBytes, lengthBytes).filter(bytes -> !bytes.isAllZero());
  }

  private static Arbitrary<ByteString> bytes(int min, int max) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(min)
        .ofMaxSize(max)
        .map(ByteString::copyOf);
  }

  @Property
  void what_is_written_reads_back(@ForAll("envelopes") ContentMetadata envelope) {
    assertThat(reader.read(writer.write(envelope))).isEqualTo(envelope);
  }

  @Property
  void the_case_of_names_does_not_matter(@ForAll("envelopes") ContentMetadata envelope) {
    Map<String, String> upper = new HashMap<>();
    writer
        .write(envelope)
        .forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));

    assertThat(reader.read(upper)).isEqualTo(envelope);
  }

  @Property
  void what_is_written_fits_into_a_header(@ForAll("envelopes") ContentMetadata envelope) {
    writer
        .write(envelope)
        .forEach(
            (name, value) -> {
              assertThat(name).matches("x-amz-[a-z0-9-]+");
              assertThat(value.chars()).isNotEmpty().allMatch(c -> c >= 0x20 && c <= 0x7e);
            });
  }

  @Property
  void two_envelopes_in_one_are_always_refused(
      @ForAll("envelopes") ContentMetadata one, @ForAll("envelopes") ContentMetadata other) {
    if (one.suite() == other.suite()) {
      return;
    }
    Map<String, String> both = new HashMap<>(writer.write(one));
    both.putAll(writer.write(other));

    assertThat(catchThrowable(() -> reader.read(both)))
        .isInstanceOfSatisfying(
            SaddlebagException.class,
            e -> assertThat(e.code()).isEqualTo(FormatError.MIXED_VERSIONS));
  }

  @Property
  void metadata_without_a_required_part_is_never_read(
      @ForAll("envelopes") ContentMetadata envelope, @ForAll("places") int place) {
    Map<String, String> less = new HashMap<>(writer.write(envelope));
    String name = less.keySet().stream().sorted().skip(place % less.size()).findFirst().get();
    less.remove(name);
    boolean optional =
        name.equals(MetadataKeys.V2_DESCRIPTION)
            || name.equals(MetadataKeys.V3_DESCRIPTION)
            || name.equals(MetadataKeys.V3_CONTEXT);

    Throwable failure = catchThrowable(() -> reader.read(less));

    if (optional) {
      assertThat(failure).isNull();
    } else {
      assertThat(failure).isInstanceOf(SaddlebagException.class);
    }
  }

  @Provide
  static Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 6);
  }
}
