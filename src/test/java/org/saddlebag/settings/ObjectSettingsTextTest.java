package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectLock;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.StoreAccess;

class ObjectSettingsTextTest {

  @Test
  void nothingGivenIsNothingSet() {
    assertThat(ObjectSettingsText.parse(Map.of())).isEqualTo(ObjectSettings.NONE);
    assertThat(ObjectSettingsText.parse(Map.of("acl", "", "legalHold", "false")))
        .isEqualTo(ObjectSettings.NONE);
    assertThat(ObjectSettingsText.access("", "", "")).isEqualTo(StoreAccess.FULL);
  }

  @Test
  void everySettingIsRead() {
    assertThat(
            ObjectSettingsText.parse(
                Map.of(
                    "storageClass", "STANDARD_IA",
                    "cacheControl", "max-age=60",
                    "contentDisposition", "attachment; filename=\"a b\"",
                    "contentEncoding", "gzip",
                    "contentLanguage", "de",
                    "acl", "bucket-owner-full-control",
                    "lockMode", "compliance",
                    "lockRetain", "365d",
                    "legalHold", "true")))
        .isEqualTo(
            new ObjectSettings(
                "STANDARD_IA",
                "max-age=60",
                "attachment; filename=\"a b\"",
                "gzip",
                "de",
                "bucket-owner-full-control",
                new ObjectLock(ObjectLock.Mode.COMPLIANCE, Duration.ofDays(365), null),
                true));
    assertThat(ObjectSettingsText.access("111122223333", "true", "write-only"))
        .isEqualTo(new StoreAccess("111122223333", true, true));
  }

  @Test
  void aLockEndsOnAFullSecondThatIsNotEarlier() {
    Instant delivery = Instant.parse("2026-01-01T00:00:00.001Z");
    Instant far = Instant.parse("2099-01-01T00:00:00Z");
    assertThat(new ObjectLock(ObjectLock.Mode.GOVERNANCE, Duration.ofDays(1), null).end(delivery))
        .isEqualTo(Instant.parse("2026-01-02T00:00:01Z"));
    assertThat(new ObjectLock(ObjectLock.Mode.GOVERNANCE, null, far).end(delivery)).isEqualTo(far);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acl | publik-read | 'publik-read' is unknown: did you mean public-read?
          acl | everybody-everything | use one of authenticated-read
          cacheControl | kürzer | can't go into a header
          contentLanguage | 'de\tx' | can't go into a header
          legalHold | on | 'on' is neither true nor false
          lockMode | governanse | did you mean governance?
          lockMode | governance | there is only lockMode: give both
          lockRetain | 1d | there is only lockRetain: give both
          lockRetain | 365 | '365' is no end of a lock: write a span such as 365d
          lockRetain | 0d | a lock of 0d is none
          lockRetain | 9999-99-99T00:00:00Z | is no end of a lock
          lockRetain | 2020-01-01T00:00:00Z | in the past
          """)
  void whatMeansNothingIsRefusedInPlainWords(String name, String value, String why) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ObjectSettingsText.parse(Map.of(name, value)))
        .withMessageContaining(why);
  }

  @Test
  void theStoreIsSpokenToInKnownWaysOnly() {
    assertThatThrownBy(() -> ObjectSettingsText.access("1111-2222-3333", "", ""))
        .hasMessageContaining("'1111-2222-3333' is no AWS account: write its 12 digits");
    assertThatThrownBy(() -> ObjectSettingsText.access("", "yes", ""))
        .hasMessageContaining("'yes' is neither true nor false");
    assertThatThrownBy(() -> ObjectSettingsText.access("", "", "writeonly"))
        .hasMessageContaining("access 'writeonly' is unknown: write full or write-only");
  }
}
