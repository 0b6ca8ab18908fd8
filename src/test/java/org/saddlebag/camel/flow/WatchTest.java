package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;

/** Which files are taken, under which keys, and what becomes of them. */
class WatchTest extends FlowTest {

  @Test
  void hidden_temporary_and_unwanted_files_stay() throws IOException {
    house.drop("a.xml", "1");
    house.drop("sub/b.xml", "1");
    house.drop("old/c.xml", "1");
    house.drop("d.txt", "1");
    house.drop(".hidden.xml", "1");
    house.drop("e.xml.part", "1");
    house.drop(".git/f.xml", "1");

    house.in("in", "include=**/*.xml", "exclude=old/**").once();

    assertThat(house.keys()).containsExactly("a.xml", "sub/b.xml");
    assertThat(FlowHouse.tree(house.inbox()))
        .containsOnlyKeys(
            ".done/a.xml",
            ".done/sub/b.xml",
            "old/c.xml",
            "d.txt",
            ".hidden.xml",
            "e.xml.part",
            ".git/f.xml");
  }

  @Test
  void sub_directories_can_be_left_alone() throws IOException {
    house.drop("a", "1");
    house.drop("sub/b", "1");

    house.in("in", "recursive=false").once();

    assertThat(house.keys()).containsExactly("a");
  }

  @Test
  void sub_directories_can_be_flattened_and_nothing_is_overwritten_by_it() throws IOException {
    house.drop("x/same.txt", "one");
    house.drop("y/same.txt", "two");

    house.in("in", "directories=flattened", "objectKey=flat/{path}").once();

    assertThat(house.keys()).containsExactly("flat/same-1.txt", "flat/same.txt");
  }

  @Test
  void the_same_name_dropped_again_is_numbered() throws IOException {
    house.in("in");
    for (String content : new String[] {"monday", "tuesday", "wednesday"}) {
      house.drop("report.txt", content);
      house.once();
    }
    house.without().back("back").once();

    assertThat(house.keys()).containsExactly("report-1.txt", "report-2.txt", "report.txt");
    assertThat(FlowHouse.tree(house.outbox()))
        .containsEntry("report.txt", "monday")
        .containsEntry("report-1.txt", "tuesday")
        .containsEntry("report-2.txt", "wednesday");
    assertThat(FlowHouse.tree(house.inbox())).hasSize(3);
  }

  @Test
  void the_flow_may_say_overwrite_or_refuse() throws IOException {
    house.in("in", "collision=overwrite");
    house.drop("a", "one");
    house.once();
    house.drop("a", "two");
    house.once();
    house.without().in("in", "collision=refuse");
    house.drop("a", "three");
    FlowSummary refused = house.once();

    assertThat(refused.failed()).isEqualTo(1);
    house.without().back("back").once();
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("a").containsEntry("a", "two");
    assertThat(FlowHouse.tree(house.inbox())).containsEntry(".failed/a", "three");
  }

  @Test
  void delivered_files_can_be_deleted() throws IOException {
    house.drop("sub/a", "1");

    house.in("in", "after=delete").once();

    assertThat(FlowHouse.tree(house.inbox())).isEmpty();
    assertThat(house.keys()).containsExactly("sub/a");
  }

  @Test
  void files_that_stay_are_delivered_once_across_restarts_and_again_when_they_change()
      throws IOException {
    house.in("in", "after=keep");
    house.drop("a", "one");

    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(house.once().delivered()).isZero();
    house.drop("a", "another");
    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a");
    assertThat(house.keys()).containsExactly("a", "a-1");
  }

  @Test
  void a_visible_done_folder_is_not_watched_itself() throws IOException {
    house.drop("a", "1");
    house.in("in", "doneFolder=processed", "failedFolder=bad");

    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(house.once().delivered()).isZero();
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("processed/a");
  }

  @Test
  void with_a_done_file_nothing_goes_before_the_writer_says_so() throws IOException {
    house.in("in", "doneFile={name}.ok");
    house.drop("a", "1");
    house.drop("b", "1");
    house.drop("b.ok", "");

    house.once();

    assertThat(house.keys()).containsExactly("b");
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a", ".done/b");
  }

  @Test
  void links_to_the_outside_are_parked_and_linked_directories_not_entered() throws IOException {
    Files.writeString(folder.resolve("outside.txt"), "not yours");
    Files.createSymbolicLink(house.inbox().resolve("out.txt"), folder.resolve("outside.txt"));
    Files.createSymbolicLink(house.inbox().resolve("circle"), house.inbox());
    house.drop("a", "1");

    FlowSummary summary = house.in("in").once();

    assertThat(house.keys()).containsExactly("a");
    assertThat(summary.failed()).isEqualTo(1);
    assertThat(folder.resolve("outside.txt")).hasContent("not yours");
    assertThat(FlowHouse.tree(house.inbox())).containsKey(".failed/out.txt.reason");
  }

  @Test
  void links_may_lead_outside_where_the_flow_says_so() throws IOException {
    Files.writeString(folder.resolve("outside.txt"), "shared");
    Files.createSymbolicLink(house.inbox().resolve("out.txt"), folder.resolve("outside.txt"));

    house.in("in", "links=follow").back("back").once();

    assertThat(FlowHouse.tree(house.outbox())).containsEntry("out.txt", "shared");
  }

  @Test
  void the_object_key_is_made_as_the_flow_says() throws IOException {
    house.drop("a/b.c.txt", "1");

    house
        .in("in", "objectKey=x&y=%41 +/{flow}/{directory}/{stem}-{extension}", "tags=k=v,m=n")
        .once();

    assertThat(house.keys()).containsExactly("x&y=%41 +/in/a/b.c-txt");
  }
}
