package org.saddlebag.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is done to a closed trail is found, and where. */
class ChainPropertiesTest {

  private static final int LINES = 12;
  private static Path folder;
  private static byte[] whole;

  @BeforeContainer
  static void write() throws IOException {
    folder = Files.createTempDirectory("trail");
    Trails.lane(folder, LINES);
    whole = Files.readAllBytes(Trails.file(folder));
  }

  @AfterContainer
  static void remove() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  @Property(tries = 3000)
  void any_byte_that_is_changed_is_found_in_its_line(
      @ForAll @IntRange(max = Integer.MAX_VALUE - 1) int where,
      @ForAll @IntRange(min = 1, max = 255) int by)
      throws IOException {
    byte[] changed = whole.clone();
    int at = where % changed.length;
    changed[at] ^= (byte) by;

    assertThat(findings(changed).get(0).line()).isEqualTo(lineOf(at));
  }

  @Property
  void a_line_that_is_removed_is_found_where_it_was(@ForAll @IntRange(max = LINES - 1) int which)
      throws IOException {
    List<String> lines = lines();
    lines.remove(which);

    List<Finding> findings = findings(bytes(lines));

    boolean last = which == LINES - 1;
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(last ? Finding.Kind.CUT : Finding.Kind.GAP);
    assertThat(findings.get(0).line()).isEqualTo(last ? which : which + 1L);
    assertThat(findings.get(0).what()).contains("" + (which + 1));
  }

  @Property
  void lines_that_are_swapped_are_found_at_the_first(
      @ForAll @IntRange(max = LINES - 1) int one, @ForAll @IntRange(max = LINES - 1) int other)
      throws IOException {
    List<String> lines = lines();
    Collections.swap(lines, one, other);

    if (one == other) {
      assertThat(findings(bytes(lines))).isEmpty();
    } else {
      assertThat(findings(bytes(lines)).get(0).line()).isEqualTo(Math.min(one, other) + 1L);
    }
  }

  @Property
  void a_line_that_is_inserted_is_found(
      @ForAll @IntRange(max = LINES - 1) int which, @ForAll @IntRange(max = LINES) int where)
      throws IOException {
    List<String> lines = lines();
    lines.add(where, lines.get(which));

    // A second copy beside the first can be told from it by nobody.
    long first = where == which ? where + 2L : where + 1L;
    assertThat(findings(bytes(lines)).get(0).line()).isEqualTo(first);
  }

  @Property
  void a_foreign_line_is_found_where_it_stands(@ForAll @IntRange(max = LINES) int where)
      throws IOException {
    List<String> lines = lines();
    lines.add(where, "{\"seq\":1,\"event\":\"unwrap\"}");

    assertThat(findings(bytes(lines)).get(0).line()).isEqualTo(where + 1L);
  }

  @Property(tries = 200)
  void any_cut_is_found(@ForAll @IntRange(max = Integer.MAX_VALUE - 1) int where)
      throws IOException {
    int length = where % whole.length;

    List<Finding> findings = findings(Arrays.copyOf(whole, length));

    assertThat(findings).isNotEmpty();
    assertThat(findings.get(findings.size() - 1).kind()).isEqualTo(Finding.Kind.CUT);
    assertThat(findings.get(findings.size() - 1).what()).contains("up to number " + LINES);
  }

  @Property(tries = 1)
  void what_was_written_holds() throws IOException {
    assertThat(findings(whole)).isEmpty();
  }

  private static List<Finding> findings(byte[] content) throws IOException {
    Files.write(Trails.file(folder), content);
    return Trails.check(folder);
  }

  private static long lineOf(int at) {
    long line = 1;
    for (int i = 0; i < at; i++) {
      line += whole[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static List<String> lines() {
    return new ArrayList<>(new String(whole, StandardCharsets.UTF_8).lines().toList());
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
