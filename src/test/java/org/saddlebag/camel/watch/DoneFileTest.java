package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoneFileTest {

  @Test
  void it_stands_beside_its_file() {
    DoneFile done = DoneFile.parse("ready-{name}.ok");

    assertThat(done.beside(Path.of("a/b.txt"))).isEqualTo(Path.of("a/ready-b.txt.ok"));
    assertThat(done.isOne(Path.of("a/ready-b.txt.ok"))).isTrue();
    assertThat(done.isOne(Path.of("a/b.txt"))).isFalse();
    assertThat(done.isOne(Path.of("a/ready-.ok"))).isFalse();
  }

  @Test
  void without_a_pattern_there_is_none() {
    assertThat(DoneFile.parse("")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"done", "{name}", "x/{name}.done"})
  void a_pattern_that_names_no_file_beside_it_is_refused(String pattern) {
    assertThatThrownBy(() -> DoneFile.parse(pattern)).hasMessageContaining(pattern);
  }
}
