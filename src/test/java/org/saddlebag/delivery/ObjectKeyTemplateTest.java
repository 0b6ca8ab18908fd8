package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

class ObjectKeyTemplateTest {

  private static final Instant TIME = Instant.parse("2026-03-04T23:59:59Z");

  @ParameterizedTest
  @CsvSource({
    "{path}, a/b.tar.gz, a/b.tar.gz",
    "invoices/{date:yyyy/MM/dd}/{path}, a/b.txt, invoices/2026/03/04/a/b.txt",
    "{date}/{name}, a/b.txt, 2026/03/04/b.txt",
    "{flow}/{directory}/{stem}-{date:HHmm}.{extension}, a/b.txt, orders/a/b-2359.txt",
    "{directory}/{name}, b.txt, b.txt",
    "x/{directory}/{name}, b.txt, x/b.txt",
    "{stem}.{extension}, README, README",
    "{stem}.{extension}, .bashrc, .bashrc",
    "{name}{extension}, b.txt, b.txttxt",
    "plain, b.txt, plain",
    "{path}, ${file:name}/${x}, ${file:name}/${x}",
    "{path}, {flow}/{date}, {flow}/{date}",
    "{path}, ümläut €.txt, ümläut €.txt",
    "{path}, a b+c&d.txt, a b+c&d.txt",
  })
  void placeholdersTellOfTheSource(String template, String path, String key) {
    assertThat(ObjectKeyTemplate.parse(template).expand("orders", path, TIME)).isEqualTo(key);
  }

  /** Whatever the source, and also where a number was needed to keep a taken key. */
  @ParameterizedTest
  @CsvSource({
    "{path}, ''",
    "invoices/{date:yyyy/MM/dd}/{path}, invoices/",
    "in/{flow}/{name}, in/orders/",
    "{flow}-{name}, orders-",
    "a/b-{name}, a/b-",
    "a.b/c-{name}, a.b/c-",
    "a/report.{extension}, a/report",
    "a/b.c-{stem}, a/b",
    "a/.hidden-{name}, a/",
    "a/fixed.txt, a/fixed",
    "x/{directory}/{name}, x/",
  })
  void theSteadyPrefixIsWhatAllKeysBeginWith(String template, String prefix) {
    ObjectKeyTemplate parsed = ObjectKeyTemplate.parse(template);
    assertThat(parsed.steadyPrefix("orders")).isEqualTo(prefix);
    for (String path : new String[] {"a/b.tar.gz", "README", ".bashrc", "x/y/z.txt"}) {
      String key = parsed.expand("orders", path, TIME);
      for (int number : new int[] {0, 1, 12}) {
        assertThat(NumberedName.of(key, number)).startsWith(prefix);
      }
    }
  }

  @Test
  void anUnknownPlaceholderIsRefusedWithAllThatAreKnown() {
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("x/{nmae}"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.BAD_TEMPLATE))
        .hasMessageContainingAll(
            "{nmae}",
            "{date}",
            "{path}",
            "{directory}",
            "{name}",
            "{stem}",
            "{extension}",
            "{flow}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{path", "path}", "{{path}}", "{}", "{date:}", "{date:QWERTZ!}", "{date:'}", "{name:x}",
        "", "/{path}", "a//{path}", "../{path}", "{path}/", "./{path}", "a\u0007/{path}", "${path}{"
      })
  void aTemplateThatCanNeverWorkIsRefusedAtTheStart(String template) {
    assertThatThrownBy(() -> ObjectKeyTemplate.parse(template))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.BAD_TEMPLATE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/../b",
        "..",
        ".",
        "a//b",
        "/a",
        "a/",
        "a\nb",
        "a\u007fb",
        "a\u0085b",
        "a\ud800b"
      })
  void aNameThatNoKeyCanHoldIsRefused(String path) {
    ObjectKeyTemplate template = ObjectKeyTemplate.parse("{path}");
    assertThatThrownBy(() -> template.expand("flow", path, TIME))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.BAD_OBJECT_KEY))
        .hasMessageMatching("(?s)[^\\p{Cntrl}]*");
  }

  @Test
  void keysEndAt1024BytesOfUtf8() {
    ObjectKeyTemplate template = ObjectKeyTemplate.parse("{path}");
    assertThat(template.expand("flow", "ü".repeat(512), TIME)).hasSize(512);
    assertThatThrownBy(() -> template.expand("flow", "ü".repeat(512) + "a", TIME))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1025 bytes");
  }
}
