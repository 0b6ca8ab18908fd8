package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.local.wire.Fault;

/** From the store into a directory. */
class BackTest extends FlowTest {

  private void send(String... names) throws IOException {
    for (String name : names) {
      house.drop(name, "content of " + name);
    }
    house.in("in", "objectKey=out/{path}").once();
    house.without();
  }

  @Test
  void what_was_delivered_is_remembered_across_restarts() throws IOException {
    send("a", "sub/b");
    house.back("back", "prefix=out/");

    assertThat(house.once().delivered()).isEqualTo(2);
    Files.delete(house.outbox().resolve("a"));
    assertThat(house.once().delivered()).isZero();
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("sub/b");
    assertThat(house.keys()).hasSize(2);
  }

  /** The templates' beans have names, too, and Camel takes them for each other where they meet. */
  @Test
  void flows_are_called_what_they_like() throws IOException {
    for (String name : List.of("seal", "object", "retry", "watch")) {
      house.drop(name, "content of " + name);
      assertThat(house.in(name, "objectKey=out/{path}").once().delivered()).isEqualTo(1);
      house.without();
    }
    house.drop("plain", "not sealed");
    assertThat(house.in("plain", "seal=none", "objectKey=plain/{path}").once().delivered())
        .isEqualTo(1);
    house.without();
    assertThat(house.back("open", "prefix=out/").once().delivered()).isEqualTo(4);
  }

  @Test
  void an_object_that_was_replaced_is_new() throws IOException {
    send("a");
    house.back("back", "prefix=out/").once();
    house.without().in("in", "objectKey=out/{path}", "collision=overwrite");
    house.drop("a", "newer");
    house.once();

    house.without().back("back", "prefix=out/").once();

    assertThat(FlowHouse.tree(house.outbox()))
        .containsEntry("a", "content of a")
        .containsEntry("a-1", "newer");
  }

  @Test
  void delivered_objects_can_be_deleted() throws IOException {
    send("a", "sub/b");

    house.back("back", "prefix=out/", "after=delete").once();

    assertThat(house.keys()).isEmpty();
    assertThat(FlowHouse.tree(house.outbox())).hasSize(2);
  }

  @Test
  void delivered_objects_can_be_moved_and_still_open() throws IOException {
    send("a", "sub/b");

    house.back("back", "prefix=out/", "after=move", "moveTo=done/").once();

    assertThat(house.keys()).containsExactly("done/a", "done/sub/b");
    house.without().back("again", "prefix=done/").once();
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a-1", "content of a");
  }

  @Test
  void delivered_objects_can_be_tagged() throws IOException {
    send("a");
    house.back("back", "prefix=out/", "after=tag", "tags=state=fetched");

    house.once();
    house.once();

    assertThat(house.s3().requests().count("PutObjectTagging")).isEqualTo(1);
    assertThat(house.keys()).containsExactly("out/a");
  }

  @Test
  void what_could_not_be_deleted_is_deleted_later_and_not_delivered_twice() throws IOException {
    send("a");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("DeleteObject") && call.attempt() == 1
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());

    FlowSummary summary = house.back("back", "prefix=out/", "after=delete").once();

    assertThat(summary.delivered()).isEqualTo(1);
    assertThat(house.keys()).isEmpty();
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("a");
  }

  @Test
  void an_object_that_nobody_sealed_is_refused() throws IOException {
    house.putUnsealed("out/plain.txt", "plain");

    FlowSummary summary = house.back("back", "prefix=out/").once();

    assertThat(summary.failed()).isEqualTo(1);
    assertThat(FlowHouse.tree(house.outbox())).isEmpty();
    assertThat(house.keys()).containsExactly("out/plain.txt");
  }

  @Test
  void or_passes_where_the_flow_says_so() throws IOException {
    house.putUnsealed("out/plain.txt", "plain");

    house.back("back", "prefix=out/", "unsealed=pass").once();

    assertThat(FlowHouse.tree(house.outbox())).containsEntry("plain.txt", "plain");
  }

  @Test
  void no_key_leads_out_of_the_directory() throws IOException {
    house.putUnsealed("out/../../escaped.txt", "evil");
    house.putUnsealed("out//etc/passwd", "evil");
    house.putUnsealed("out/.saddlebag/x", "evil");
    house.putUnsealed("out/good.txt", "good");

    FlowSummary summary = house.back("back", "prefix=out/", "unsealed=pass").once();

    assertThat(summary.delivered()).isEqualTo(1);
    assertThat(summary.failed()).isEqualTo(3);
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("good.txt");
    assertThat(folder.resolve("escaped.txt")).doesNotExist();
  }

  @Test
  void a_damaged_object_appears_nowhere_and_stays_where_it_is() throws IOException {
    send("a", "b");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject") && "out/a".equals(call.key())
                    ? new Fault.FlipBody(3)
                    : Fault.none());

    FlowSummary summary = house.back("back", "prefix=out/", "after=delete", "attempts=2").once();

    assertThat(summary.delivered()).isEqualTo(1);
    assertThat(summary.failed()).isEqualTo(1);
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("b");
    assertThat(house.keys()).containsExactly("out/a");
  }

  @Test
  void an_interrupted_read_is_tried_again() throws IOException {
    send("a");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject") && call.attempt() == 1
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());

    assertThat(house.back("back", "prefix=out/").once().allWell()).isTrue();
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a", "content of a");
  }

  @Test
  void directories_can_be_flattened_and_names_are_numbered() throws IOException {
    send("x/same.txt", "y/same.txt");

    house.back("back", "prefix=out/", "directories=flattened").once();

    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("same.txt", "same-1.txt");
  }

  @Test
  void the_marks_of_folders_are_passed_over() throws IOException {
    house.putUnsealed("out/", "");
    house.putUnsealed("out/sub/", "");

    assertThat(house.back("back", "prefix=out/").once().allWell()).isTrue();
  }
}
