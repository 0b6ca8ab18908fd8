package org.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggingSetupTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          seal --config x a, seal
          --config seal run, run
          --config=run --json seal, seal
          --json try, try
          --help, ''
          --config, ''
          """)
  void theCommandIsFoundBehindCommonOptions(String arguments, String command) {
    assertThat(LoggingSetup.command(arguments.split(" "))).isEqualTo(command);
  }
}
