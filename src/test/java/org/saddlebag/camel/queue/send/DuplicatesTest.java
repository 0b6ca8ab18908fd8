package org.saddlebag.camel.queue.send;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.Refused;

/** Whether it was the broker who said it. */
class DuplicatesTest {

  private static final String WORDS = "AMQ224001: Duplicate message detected: message ignored";

  @Test
  void what_the_broker_says_counts_wherever_it_stands() {
    JMSException said = new JMSException(WORDS);

    assertThat(Duplicates.refused(said)).isTrue();
    assertThat(Duplicates.refused(new IllegalStateException("no commit", said))).isTrue();
    assertThat(Duplicates.refused(new JMSException("no commit"))).isFalse();
  }

  /** Taken for the broker's, an object would count as sent that nobody has got. */
  @Test
  void the_name_of_an_object_says_nothing() {
    Refused ours = new Refused(DeliveryError.KEY_TAKEN, "in/" + WORDS + " is no text");

    assertThat(Duplicates.refused(ours)).isFalse();
    assertThat(Duplicates.refused(new IllegalStateException(ours))).isFalse();
  }
}
