package org.saddlebag.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.interop.Case.MIB;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.envelope.RawKeys;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.interop.Peer.Spot;

/** What must hold between us and the real S3 Encryption Client, whatever store is between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InteropContract {

  private final RawKeys keys = RawKeys.generate();
  private Place place;
  private final Map<PeerVersion, Peers> releases = new EnumMap<>(PeerVersion.class);
  private Ours ours;
  private Ours oursForForeign;

  /** Opens the store; called once. */
  abstract Place open();

  /** Stops what was started for {@link #open}, after everybody has left. */
  void stop() {}

  @BeforeAll
  final void meet() {
    place = open();
    ours = new Ours(place, keys, false);
    oursForForeign = new Ours(place, keys, true);
    for (PeerVersion version : PeerVersion.values()) {
      releases.put(version, version.connect(place.access()));
    }
  }

  @AfterAll
  final void part() {
    releases.values().forEach(Peers::close);
    if (place != null) {
      place.close();
    }
    stop();
  }

  final Stream<Case> allSizes() {
    return smallest().flatMap(Case::inAllSizes);
  }

  final Stream<Case> smallest() {
    return Case.everyKind().filter(kind -> place.kms() != null || !kind.wrapping().isKms());
  }

  @ParameterizedTest
  @MethodSource("allSizes")
  void whatTheySealWeOpen(Case kind) {
    Spot spot = spot();
    byte[] plaintext = random(kind.sizeBytes());
    Peer peer = peer(kind, kind.ourDescription());
    peer.seal(spot, plaintext, kind.wrapping().context());

    assertThat(ours.open(spot, kind.wrapping().context())).isEqualTo(plaintext);
    rests(spot, plaintext.length + 16L, kind.sizeBytes() >= 8 * MIB - 1);
  }

  @ParameterizedTest
  @MethodSource("allSizes")
  void whatWeSealTheyOpen(Case kind) {
    Spot spot = spot();
    byte[] plaintext = random(kind.sizeBytes());
    ours.seal(spot, plaintext, kind, kind.wrapping().context());

    Peer peer = peer(kind, kind.ourDescription());
    assertThat(peer.open(spot, kind.wrapping().context())).isEqualTo(plaintext);
    rests(spot, plaintext.length + 16L, plaintext.length + 16 > 8 * MIB);
  }

  @ParameterizedTest
  @MethodSource("smallest")
  void whatWeSealWithoutKnowingItsLengthTheyOpen(Case kind) {
    for (int size : new int[] {0, 8 * MIB - 16, 8 * MIB + 1}) {
      Spot spot = spot();
      byte[] plaintext = random(size);
      ours.sealUnknownLength(spot, plaintext, kind);

      Peer peer = peer(kind, kind.ourDescription());
      assertThat(peer.open(spot, kind.wrapping().context())).isEqualTo(plaintext);
    }
  }

  @ParameterizedTest
  @MethodSource("smallest")
  void bothLeaveTheSameEnvelopeBehind(Case kind) {
    Spot one = spot();
    Spot other = spot();
    ours.seal(one, random(100), kind, kind.wrapping().context());
    Peer peer = peer(kind, kind.ourDescription());
    peer.seal(other, random(100), kind.wrapping().context());

    assertThat(Rest.of(place, one).envelope().shape())
        .isEqualTo(Rest.of(place, other).envelope().shape());
  }

  @ParameterizedTest
  @MethodSource("smallest")
  void whatTheySealWithoutADescriptionOpensOnlyWithOurKeyForForeignObjects(Case kind) {
    Spot spot = spot();
    byte[] plaintext = random(17);
    Map<String, String> context = kind.wrapping().context();
    Peer peer = peer(kind, Map.of());
    peer.seal(spot, plaintext, context);

    assertThat(oursForForeign.open(spot, context)).isEqualTo(plaintext);
    if (!kind.wrapping().isKms()) {
      assertThatThrownBy(() -> ours.open(spot, context)).isInstanceOf(KeyUnavailable.class);
    }
  }

  /** Nothing but the tag was added, so that no IV stands before the content. */
  private void rests(Spot spot, long lengthBytes, boolean inParts) {
    Rest rest = Rest.of(place, spot);
    assertThat(rest.lengthBytes()).isEqualTo(lengthBytes);
    assertThat(rest.inParts()).as("in parts").isEqualTo(inParts);
  }

  final Ours ours() {
    return ours;
  }

  /** Big objects in parts, as one would; small ones in one piece. */
  final Peer peer(Case kind, Map<String, String> description) {
    boolean multipart = kind.sizeBytes() >= 8 * MIB - 1;
    return releases
        .get(kind.client())
        .peer(new PeerSetup(keys, kind.suite(), kind.wrapping(), description, multipart));
  }

  final Spot spot() {
    return new Spot(place.bucket(), "interop/" + UUID.randomUUID());
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
