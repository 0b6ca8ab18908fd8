package org.saddlebag.camel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.camel.batch.LineFormat;
import org.saddlebag.kafka.TestRecords;
import org.saddlebag.kafka.TopicRecord;

class RecordLinesTest {

  private static String line(LineFormat format, String value) {
    BatchSettings settings = new BatchSettings();
    settings.setBatchFormat(format);
    settings.setMaxMessageBytes(20);
    return new RecordLines(settings)
        .of(TestRecords.of(1, 7, value))
        .map(line -> new String(line, StandardCharsets.UTF_8))
        .orElse(null);
  }

  @Test
  void a_record_is_one_line_whatever_it_holds() {
    assertThat(line(LineFormat.records, "a\n\"b\""))
        .isEqualTo(
            "{\"key\":null,\"timestamp\":\"2023-11-14T22:13:20.007Z\",\"offset\":7,"
                + "\"value\":\"a\\n\\\"b\\\"\"}\n");
    assertThat(line(LineFormat.records, null)).endsWith("\"value\":null}\n");
  }

  /** It could be the first of an object. */
  @Test
  void what_has_no_time_is_no_line_where_keys_show_it() {
    BatchSettings settings = new BatchSettings();
    TopicRecord timeless = TestRecords.timeless(1, 7, "a");
    assertThat(new RecordLines(settings).of(timeless)).isPresent();

    settings.setObjectKey("{date:yyyy}/{partition}/{offset}");

    assertThat(new RecordLines(settings).of(timeless)).isEmpty();
    assertThat(new RecordLines(settings).of(TestRecords.of(1, 8, "b"))).isPresent();
  }

  @Test
  void a_value_is_a_line_only_where_it_is_one() {
    assertThat(line(LineFormat.values, "a b")).isEqualTo("a b\n");
    assertThat(line(LineFormat.values, "")).isEqualTo("\n");
    assertThat(line(LineFormat.values, "a\nb")).isNull();
    assertThat(line(LineFormat.values, "a\rb")).isNull();
    assertThat(line(LineFormat.values, null)).isNull();
    assertThat(line(LineFormat.values, "x".repeat(21))).isNull();
  }
}
