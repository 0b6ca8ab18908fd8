package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.delivery.Failpoints;
import org.saddlebag.delivery.Journal;

class WatchedFlowTest {

  @TempDir private Path folder;

  private final CamelContext context = new DefaultCamelContext();
  private final WatchSettings settings = new WatchSettings();
  private Journal journal;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    Path state = folder.resolve("state");
    journal = Journal.open(state, "node");
    context.getRegistry().bind("ledger", new FlowLedger());
    context
        .getRegistry()
        .bind("state", new DeliveryState(state, journal, Failpoints.NONE, Clock.systemUTC()));
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    settings.setDirectory(inbox.toString());
    settings.setDoneFile("{name}.ok");
    file = Files.writeString(inbox.resolve("a"), "whole");
    Files.createFile(inbox.resolve("a.ok"));
  }

  @AfterEach
  void close() throws Exception {
    context.close();
    journal.close();
  }

  private boolean isStill(Seen seen) {
    return WatchedFlow.open(context, "in", settings)
        .isStill(new FoundFile(settings.root(), "a"), seen);
  }

  private Seen look() throws IOException {
    return Seen.of(Files.readAttributes(file, BasicFileAttributes.class));
  }

  @Test
  void a_file_that_nobody_has_touched_is_as_it_was_found() throws IOException {
    assertThat(isStill(look())).isTrue();
  }

  @Test
  void one_of_another_length_is_not() throws IOException {
    Seen before = look();
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "half");
    Files.setLastModifiedTime(file, time);

    assertThat(isStill(before)).isFalse();
  }

  @Test
  void one_that_was_written_again_is_not() throws IOException {
    Seen before = look();
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

    assertThat(isStill(before)).isFalse();
  }

  @Test
  void one_whose_writer_has_taken_back_its_done_file_is_not() throws IOException {
    Seen before = look();
    Files.delete(file.resolveSibling("a.ok"));

    assertThat(isStill(before)).isFalse();
  }

  /** Its delivery says what is wrong with it. */
  @Test
  void a_link_that_leads_nowhere_is_as_it_was_found() throws IOException {
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("nowhere"));

    assertThat(isStill(Seen.of((BasicFileAttributes) null))).isTrue();
  }
}
