package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.s3.StoreProfile;

class ValuesTest {

  private static final Surroundings HERE = new Surroundings(Path.of("/etc/saddlebag"), n -> null);

  @ParameterizedTest
  @CsvSource({"5MiB,5242880", "1GiB,1073741824", "6144KiB,6291456", "6000000B,6000000"})
  void sizesHaveBinaryUnits(String text, long bytes) throws BadValue {
    assertThat(Values.size("5MiB", "1GiB").parse(text, HERE)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "8MB", "8M", "8 MiB", "-8MiB", "8mib", "0x8MiB", "8.5MiB", "MiB"})
  void aSizeInAnotherFormIsRefused(String text) {
    assertThat(refusal(Values.size("5MiB", "1GiB"), text)).hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4MiB", "1TiB", "999999999999999TiB"})
  void aSizeOutOfRangeIsRefusedWithTheRange(String text) {
    BadValue refusal = refusal(Values.size("5MiB", "1GiB"), text);
    assertThat(refusal).hasMessageContaining("out of range");
    assertThat(refusal.mend()).contains("5MiB to 1GiB");
  }

  @ParameterizedTest
  @CsvSource({"250ms,250", "30s,30000", "5m,300000", "2h,7200000", "1d,86400000"})
  void timeSpansHaveUnits(String text, long milliseconds) throws BadValue {
    assertThat(Values.duration("100ms", "1d").parse(text, HERE))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "30sec", "PT30S", "1m30s", "99ms", "2d", "1.5s"})
  void aTimeSpanInAnotherFormOrOutOfRangeIsRefused(String text) {
    assertThat(refusal(Values.duration("100ms", "1d"), text).mend()).contains("100ms to 1d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", "on", "True"})
  void aBooleanIsTrueOrFalse(String text) {
    assertThat(refusal(Values.bool(), text).mend()).isEqualTo("write true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "1e2", "99999999999", "four"})
  void aNumberOutOfRangeIsRefused(String text) {
    assertThat(refusal(Values.integer(1, 100), text).mend()).contains("1 to 100");
  }

  @Test
  void aChoiceNamesWhatThereIs() throws BadValue {
    assertThat(Values.oneOf(StoreProfile.class).parse("ceph", HERE)).isEqualTo(StoreProfile.CEPH);
    assertThat(refusal(Values.oneOf(StoreProfile.class), "Ceph").mend())
        .contains("aws, ceph, generic");
  }

  @Test
  void anEndpointIsSchemeHostAndPort() throws BadValue {
    assertThat(Values.httpUri().parse("https://store.example.com:8443", HERE))
        .isEqualTo(URI.create("https://store.example.com:8443"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store.example.com",
        "ftp://store",
        "https://",
        "https://store/path",
        "https://store?x",
        "localhost:9000",
        "https://a b"
      })
  void anEndpointInAnotherFormIsRefused(String text) {
    assertThat(refusal(Values.httpUri(), text).mend()).contains("https://HOST");
  }

  @Test
  void aPasswordInAnEndpointIsRefusedAndNotShown() {
    assertThat(refusal(Values.httpUri(), "https://me:hunter2@store"))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void relativePathsStartAtTheConfigurationsFolder() throws BadValue {
    assertThat(Values.path().parse("../state", HERE)).isEqualTo(Path.of("/etc/state"));
    assertThat(Values.path().parse("/var/lib/x", HERE)).isEqualTo(Path.of("/var/lib/x"));
  }

  private static BadValue refusal(ValueType<?> type, String text) {
    return catchThrowableOfType(BadValue.class, () -> type.parse(text, HERE));
  }
}
