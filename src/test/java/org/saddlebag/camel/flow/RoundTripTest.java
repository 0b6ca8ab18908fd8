package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;

/** Directory to S3 to directory, as a user has it. */
class RoundTripTest extends FlowTest {

  @Test
  void a_tree_comes_back_as_it_was() throws IOException {
    house.drop("plain.txt", "plain");
    house.drop("empty", "");
    house.drop("a/b/c/deep.txt", "deep");
    house.drop("a/grüße 日本.txt", "unicode");
    house.drop("a/${sys.java.version} {{x}} $simple{body}.txt", "not evaluated");
    house.drop("a/100% & more+1 #2 [x]?.txt", "signs");
    Files.createSymbolicLink(house.inbox().resolve("a/link.txt"), Path.of("b/c/deep.txt"));
    Map<String, String> sent = FlowHouse.tree(house.inbox());

    FlowSummary summary = house.in("in", "objectKey=x/{path}").back("back", "prefix=x/").once();

    assertThat(summary.flows().get("in").delivered()).isEqualTo(7);
    assertThat(summary.flows().get("back").delivered()).isEqualTo(7);
    assertThat(summary.failed()).isZero();
    assertThat(FlowHouse.tree(house.outbox())).isEqualTo(sent).hasSize(7);
    assertThat(house.keys())
        .contains("x/a/${sys.java.version} {{x}} $simple{body}.txt", "x/a/grüße 日本.txt");
  }

  @Test
  void what_rests_in_the_store_is_sealed() throws IOException {
    house.drop("a.txt", "the secret");

    house.in("in").once();

    assertThat(house.head("a.txt").metadata()).containsKeys("x-amz-3", "saddlebag-delivery");
    assertThat(FlowHouse.tree(folder.resolve("s3")).values())
        .noneMatch(content -> content.contains("the secret"));
  }

  @Test
  void the_modification_time_comes_back() throws IOException {
    FileTime time = FileTime.from(Instant.parse("2019-08-07T06:05:04.123456789Z"));
    Files.setLastModifiedTime(house.drop("old.txt", "old"), time);

    house.in("in").back("back").once();

    assertThat(Files.getLastModifiedTime(house.outbox().resolve("old.txt"))).isEqualTo(time);
  }
}
