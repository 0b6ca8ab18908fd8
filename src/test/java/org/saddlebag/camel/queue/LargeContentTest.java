package org.saddlebag.camel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.delivery.Spool;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.Refused;

/** What a client writes that nobody waits for any more. */
class LargeContentTest {

  @TempDir Path state;

  @Test
  void what_comes_after_the_taking_was_given_up_makes_no_file() {
    Spool spool = Spool.in(state);
    LargeContent content = new LargeContent(spool, 2_000_000);
    content.write(new byte[10], 0, 10);

    assertThat(content.failed(new JMSException("too late")))
        .hasMessageContaining("gave 10 bytes")
        .hasMessageContaining("too late");
    spool.close();

    assertThatThrownBy(() -> content.write(new byte[1_000_000], 0, 1_000_000))
        .isInstanceOf(BrokerUnavailable.class);
    assertThat(state.resolve(Spool.FOLDER)).doesNotExist();
  }

  @Test
  void after_a_refusal_nothing_more_is_taken_and_it_stays_the_reason() {
    try (Spool spool = Spool.in(state)) {
      LargeContent content = new LargeContent(spool, 10);

      assertThatThrownBy(() -> content.write(new byte[11], 0, 11)).isInstanceOf(Refused.class);
      assertThatThrownBy(() -> content.write(1)).isInstanceOf(Refused.class);

      assertThat(content.failed(new JMSException("of the client"))).isInstanceOf(Refused.class);
      assertThat(spool.sizeBytes()).isZero();
    }
  }
}
