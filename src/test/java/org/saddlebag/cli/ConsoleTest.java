package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;

class ConsoleTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void peopleReadLines() {
    console(false).result("sealed a", Map.of("event", "sealed"));
    assertThat(out).hasToString("sealed a\n");
  }

  @Test
  void programsReadOneObjectPerLineWithTimesAsText() {
    console(true).result("sealed a", Map.of("at", Instant.EPOCH));
    assertThat(out).hasToString("{\"at\":\"1970-01-01T00:00:00Z\"}\n");
  }

  @Test
  void anErrorIsCodeWhatAndFix() {
    console(false).failure("a.txt", new Refused(CliError.NOTHING_FOUND, "it has no envelope"));
    assertThat(err)
        .hasToString(
            "saddlebag: nothing-found: a.txt: it has no envelope\n  fix: "
                + CliError.NOTHING_FOUND.fix()
                + "\n");
  }

  @Test
  void namesOfFilesCannotSteerTheTerminal() {
    console(false).result("sealed \u001b[2Ja\r\u0007", Map.of());
    assertThat(out).hasToString("sealed \\u001b[2Ja\\u000d\\u0007\n");
  }

  private Console console(boolean json) {
    return new Console(new PrintWriter(out, true), new PrintWriter(err, true), json);
  }
}
