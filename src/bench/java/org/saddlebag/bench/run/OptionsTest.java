package org.saddlebag.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** What is asked for is done, and what makes no sense is told before anything begins. */
class OptionsTest {

  /** Something with these options. */
  @Command
  private static final class Asked {
    @Mixin private Options options;
  }

  private static Options options(String... words) {
    Asked asked = new Asked();
    new CommandLine(asked).parseArgs(words);
    return asked.options;
  }

  private static List<String> works(Options options) {
    return options.works().stream().map(Work::name).toList();
  }

  @Test
  void all_works_are_done_five_times_by_all_where_nothing_is_said() {
    Options options = options();

    assertThat(works(options)).containsExactlyElementsOf(Works.names());
    assertThat(Clients.ALL).hasSize(13).allMatch(options::takes);
    assertThat(options.sizes()).isEqualTo(Sizes.FULL);
    assertThat(options.latencies()).containsExactly(0, 20);
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.out()).isEqualTo(Path.of("target/bench/report"));
  }

  @Test
  void a_quick_look_is_small_and_taken_once() {
    Options options = options("--quick");

    assertThat(works(options)).containsExactly("seal-1g", "open-1g", "small-seal", "small-open");
    assertThat(options.sizes()).isEqualTo(Sizes.QUICK);
    assertThat(options.latencies()).containsExactly(0);
    assertThat(options.rounds()).isEqualTo(1);
  }

  @Test
  void what_is_named_is_taken_and_nothing_else() {
    Options options =
        options(
            "--quick",
            "--work=huge,seal-1g",
            "--client",
            "saddlebag,sdk-sync",
            "--latency",
            "both",
            "--repeat=3",
            "--out",
            "elsewhere");

    assertThat(works(options)).containsExactly("seal-1g", "huge");
    assertThat(Clients.ALL.stream().filter(options::takes))
        .containsExactly("saddlebag", "sdk-sync");
    assertThat(options.latencies()).containsExactly(0, 20);
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.out()).isEqualTo(Path.of("elsewhere"));
    assertThat(options("--latency", "7").latencies()).containsExactly(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--work small-sael     | no work is called 'small-sael'; there are seal-1g, open-1g",
        "--client saddlebags   | no client is called 'saddlebags'; there are saddlebag, saddle",
        "--latency long        | --latency is 'long', must be milliseconds or 'both'",
        "--latency -1          | --latency is '-1', must be milliseconds or 'both'",
        "--repeat 0            | --repeat is 0, must be 1 or more",
        "--repeat often        | 'often' is not an int",
        "--out                 | Missing required parameter for option '--out'",
        "--quik                | Unknown option: '--quik'",
        "seal-1g               | Unmatched argument at index 0: 'seal-1g'"
      })
  void what_makes_no_sense_is_told(String words, String message) {
    assertThatThrownBy(() -> options(words.split(" ")))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void the_help_lists_what_there_is() {
    String help = new CommandLine(new Asked()).getUsageMessage();

    assertThat(help.split("[\\s,.]+")).containsAll(Works.names()).containsAll(Clients.ALL);
  }
}
