package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.OpeningKey;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.envelope.SealingKey;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.AesMasterKey;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.Keyring;
import org.saddlebag.local.wire.Fault;

/** A sealed object that was sent in parts and comes back in ranges does not open once damaged. */
class DamagedPartsTest {

  private static final int LENGTH = 2 * PART + 4321;
  private static final GcmProviders PROVIDERS = GcmProviders.detect();
  private static final Keyring KEYS =
      new Keyring(
          List.of(
              new AesMasterKey(
                  new KeyLabel("archive", 1, false), new SecretKeySpec(new byte[32], "AES"))));

  @TempDir private Path folder;
  private LocalStores stores;
  private StoreUnderTest under;

  @BeforeEach
  void start() {
    stores = LocalStores.start(folder);
    under = stores.under(StoreConnection.defaults());
  }

  @AfterEach
  void stop() {
    under.close();
    stores.close();
  }

  private Map<String, String> seal(AlgorithmSuite suite) throws IOException {
    Sealer sealer = new Sealer(KEYS, PROVIDERS, new SecureRandom());
    try (SealingKey key = sealer.generate("archive", suite, Map.of());
        SealedContent content = sealer.seal(key, new ByteArrayInputStream(bytes(LENGTH)), LENGTH)) {
      under
          .store()
          .put(
              under.at("sealed"),
              content.ciphertext(),
              content.lengthBytes(),
              PutOptions.of(content.metadata()),
              UploadListener.NONE);
      return content.metadata();
    }
  }

  private byte[] open() throws IOException {
    Opener opener = new Opener(KEYS, PROVIDERS);
    ByteArrayOutputStream staging = new ByteArrayOutputStream();
    try (ObjectBody body = under.store().get(under.at("sealed"), null);
        OpeningKey key = opener.unwrap(body.head().metadata(), Map.of())) {
      opener.open(key, body, body.head().lengthBytes(), staging);
    }
    return staging.toByteArray();
  }

  private void replace(Map<String, String> metadata, byte[] body) {
    under.put("sealed", body, PutOptions.of(metadata));
  }

  @ParameterizedTest
  @EnumSource(AlgorithmSuite.class)
  void anUntouchedOneOpens(AlgorithmSuite suite) throws IOException {
    seal(suite);
    assertThat(open()).isEqualTo(bytes(LENGTH));
  }

  static Stream<Long> placesInEveryPart() {
    long last = LENGTH + 15L;
    return Stream.concat(
        IntStream.range(0, 3)
            .boxed()
            .flatMap(part -> Stream.of((long) part * PART, part * PART + 7L)),
        Stream.of(PART - 1L, last - 16, last));
  }

  @ParameterizedTest
  @MethodSource("placesInEveryPart")
  void aBitThatChangedAtRestIsRefused(long place) throws IOException {
    Map<String, String> metadata = seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    byte[] body = under.get("sealed");
    body[(int) place] ^= 1;
    replace(metadata, body);
    assertThatThrownBy(this::open).isInstanceOf(Damaged.class);
  }

  @ParameterizedTest
  @MethodSource("placesInEveryPart")
  void aBitThatChangesOnTheWayIsRefused(long place) throws IOException {
    seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    long start = place / PART * PART;
    stores
        .server()
        .setFaults(
            (call, headers) ->
                headers.get("range", "").startsWith("bytes=" + start + "-")
                    ? new Fault.FlipBody(place - start)
                    : Fault.none());
    assertThatThrownBy(this::open).isInstanceOf(Damaged.class);
  }

  @Test
  void partsInAnotherOrderAreRefused() throws IOException {
    Map<String, String> metadata = seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    List<byte[]> parts = parts(under.get("sealed"));
    replace(metadata, join(List.of(parts.get(1), parts.get(0), parts.get(2))));
    assertThatThrownBy(this::open).isInstanceOf(Damaged.class);
  }

  @Test
  void aMissingDoubledOrShortPartIsRefused() throws IOException {
    Map<String, String> metadata = seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    List<byte[]> parts = parts(under.get("sealed"));
    List<List<byte[]>> damaged =
        List.of(
            parts.subList(0, 2),
            parts.subList(1, 3),
            List.of(parts.get(0), parts.get(2)),
            List.of(parts.get(0), parts.get(1), parts.get(1), parts.get(2)),
            List.of(Arrays.copyOf(parts.get(0), PART - 1), parts.get(1), parts.get(2)));
    for (List<byte[]> body : damaged) {
      replace(metadata, join(body));
      assertThatThrownBy(this::open).isInstanceOf(Damaged.class);
    }
  }

  @Test
  void aPartOfAnotherObjectIsRefused() throws IOException {
    seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    List<byte[]> others = parts(under.get("sealed"));
    Map<String, String> metadata = seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    List<byte[]> parts = parts(under.get("sealed"));
    replace(metadata, join(List.of(parts.get(0), others.get(1), parts.get(2))));
    assertThatThrownBy(this::open).isInstanceOf(Damaged.class);
  }

  @Test
  void anotherSealedObjectInItsPlaceBetweenTwoRangesIsRefused() throws IOException {
    seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    Opener opener = new Opener(KEYS, PROVIDERS);
    try (ObjectBody body = under.store().get(under.at("sealed"), null);
        OpeningKey key = opener.unwrap(body.head().metadata(), Map.of())) {
      seal(AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
      ByteArrayOutputStream staging = new ByteArrayOutputStream();
      assertThatThrownBy(() -> opener.open(key, body, body.head().lengthBytes(), staging))
          .isInstanceOfSatisfying(
              SaddlebagException.class,
              e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_CHANGED));
    }
  }

  private static List<byte[]> parts(byte[] body) {
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < body.length; at += PART) {
      parts.add(Arrays.copyOfRange(body, at, Math.min(at + PART, body.length)));
    }
    return parts;
  }

  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
