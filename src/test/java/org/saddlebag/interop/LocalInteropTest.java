package org.saddlebag.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.interop.Peer.Spot;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.s3.StoreEndpoint;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoreSettings;

/** Over the embedded S3 and KMS. */
final class LocalInteropTest extends InteropContract {

  private static final String REGION = "eu-central-1";

  @TempDir private static Path folder;
  private LocalCloud cloud;

  @Override
  Place open() {
    cloud = LocalCloud.start(folder);
    PeerAccess access =
        new PeerAccess(
            cloud.s3().endpoint(),
            cloud.kms().endpoint(),
            cloud.kms().ensureKey("alias/interop"),
            REGION,
            cloud.s3().accessKey(),
            cloud.s3().secretKey(),
            List.of());
    StoreEndpoint endpoint =
        new StoreEndpoint(cloud.s3().endpoint(), REGION, true, null, false, null);
    return Place.connect(StoreSettings.of(StoreProfile.AWS, endpoint), access, "interop");
  }

  @Override
  void stop() {
    if (cloud != null) {
      cloud.close();
    }
  }

  Stream<Case> withContext() {
    return smallest().filter(kind -> !kind.wrapping().context().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("withContext")
  void aContextThatAReaderDoesNotKnowClosesTheObjectForBoth(Case kind) {
    Spot spot = spot();
    ours().seal(spot, random(17), kind, kind.wrapping().context());

    Peer peer = peer(kind, Map.of());
    for (Map<String, String> other :
        List.of(Map.<String, String>of(), Map.of("year", "2026"), more(kind))) {
      assertThatThrownBy(() -> ours().open(spot, other)).isInstanceOf(KeyUnavailable.class);
      assertThatThrownBy(() -> peer.open(spot, other))
          .hasStackTraceContaining("encryption context");
    }
    assertThat(peer.open(spot, kind.wrapping().context())).hasSize(17);
  }

  /** The SDK cannot send other characters in a header than ASCII; our JSON has none. */
  @ParameterizedTest
  @MethodSource("withContext")
  void aContextInAnyLanguageOfOursIsReadByThem(Case kind) {
    Spot spot = spot();
    Map<String, String> context =
        Map.of("Abteilung", "K\u00f6ln \u2013 \"\u682a\"\\", "\ud83d\udd11", "\t");
    ours().seal(spot, random(17), kind, context);

    assertThat(ours().open(spot, context)).hasSize(17);
    assertThat(peer(kind, Map.of()).open(spot, context)).hasSize(17);
  }

  private static Map<String, String> more(Case kind) {
    Map<String, String> more = new HashMap<>(kind.wrapping().context());
    more.put("more", "");
    return more;
  }
}
