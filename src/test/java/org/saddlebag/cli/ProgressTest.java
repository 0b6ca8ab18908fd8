package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProgressTest {

  private final Meter meter = new Meter();
  private final List<String> shown = new CopyOnWriteArrayList<>();

  @Test
  void theTotalGrowsAndIsOpenUntilAllIsFound() {
    meter.found(1 << 20);
    meter.moved(1 << 19);
    try (ProgressBarView view = new ProgressBarView("Sealing", meter, 120, shown::add)) {
      await().until(() -> last().contains("512.0 KiB/1.0 MiB+") && last().contains("0/1+ files"));
      assertThat(view).isNotNull();
      meter.found(3 << 20);
      meter.allFound();
      meter.done();
      await().until(() -> last().contains("512.0 KiB/4.0 MiB ") && last().contains("1/2 files"));
      assertThat(last()).startsWith("Sealing  12% [").matches(".* / [0-9]+:[0-9]{2}:[0-9]{2}\\).*");
    }
    assertThat(shown.get(shown.size() - 1)).isEmpty();
  }

  @Test
  void noTextIsWiderThanTheTerminal() {
    meter.found(1L << 40);
    try (ProgressBarView view = new ProgressBarView("Opening", meter, 30, shown::add)) {
      assertThat(view).isNotNull();
      await().until(() -> shown.size() > 2);
    }
    assertThat(shown).allMatch(text -> text.length() < 30);
  }

  @Test
  void whatIsSkippedOrFailedIsNoWorkToDo() {
    meter.found(100);
    meter.found(50);
    meter.found(7);
    meter.skipped(100);
    meter.failed(50);
    Meter.Reading now = meter.read();
    assertThat(now.totalItems()).isEqualTo(2);
    assertThat(now.totalBytes()).isEqualTo(7);
    assertThat(now.failedItems()).isEqualTo(1);
  }

  @Test
  void bytesCountAsTheyStreamAndNoMoreWhenTheAttemptFailed() throws IOException {
    try (CountingInputStream in =
        new CountingInputStream(new ByteArrayInputStream(new byte[100]), meter)) {
      assertThat(in.readNBytes(60)).hasSize(60);
      assertThat(meter.read().movedBytes()).isEqualTo(60);
      in.takeBack();
      assertThat(meter.read().movedBytes()).isZero();
    }
  }

  @Test
  void aLineDoesNotTearTheBar() {
    StringWriter terminal = new StringWriter();
    PrintWriter both = new PrintWriter(terminal);
    Console console = new Console(both, both, false);
    console.status("[==>   ]");
    console.result("sealed a", Map.of());
    console.status("");
    assertThat(terminal)
        .hasToString(
            "\r[==>   ]\033[K\r"
                + "\r\033[K\r"
                + "sealed a"
                + System.lineSeparator()
                + "\r[==>   ]\033[K\r"
                + "\r\033[K\r");
  }

  @ParameterizedTest
  @CsvSource({"24 132,132", "0 0,80", "'',80", "stty: no,80"})
  void theWidthIsThatOfTheTerminalWhereItSays(String answer, int columns) {
    assertThat(Terminal.width(answer)).isEqualTo(columns);
  }

  private String last() {
    return shown.isEmpty() ? "" : shown.get(shown.size() - 1);
  }
}
