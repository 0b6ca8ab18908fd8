package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.Refused;

class NumberedNameTest {

  @ParameterizedTest
  @CsvSource({
    "name.txt, 0, name.txt",
    "name.txt, 1, name-1.txt",
    "a.b/name, 12, a.b/name-12",
    "archive.tar.gz, 2, archive.tar-2.gz",
    ".bashrc, 1, .bashrc-1",
    "d/.x, 1, d/.x-1",
    "name., 1, name-1.",
  })
  void theNumberStandsBeforeTheExtension(String name, int number, String expected) {
    assertThat(NumberedName.of(name, number)).isEqualTo(expected);
  }

  @Property
  void theFirstFreeNumberIsFoundInFewLooks(@ForAll @IntRange(max = 1_000_000) int used) {
    AtomicInteger looks = new AtomicInteger();
    int free =
        NumberedName.firstFree(
            "x",
            number -> {
              looks.incrementAndGet();
              return number < used;
            });
    assertThat(free).isEqualTo(used);
    assertThat(looks.get()).isLessThanOrEqualTo(45);
  }

  @Test
  void aNameThatIsTakenForEverIsRefused() {
    assertThatThrownBy(() -> NumberedName.firstFree("x", number -> true))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.NO_FREE_NAME));
  }

  @Test
  void aNameWithoutRoomForAnEndingIsShortenedAndStaysItsOwn() {
    String one = NumberedName.fitting("dir/" + "ü".repeat(127) + "a");
    String other = NumberedName.fitting("dir/" + "ü".repeat(127) + "b");

    assertThat(one).startsWith("dir/ü").isNotEqualTo(other);
    assertThat(one.substring(4).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(231);
    assertThat(NumberedName.fitting("short.txt")).isEqualTo("short.txt");
  }
}
