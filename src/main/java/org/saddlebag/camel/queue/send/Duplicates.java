package org.saddlebag.camel.queue.send;

import jakarta.jms.JMSException;
import java.util.Locale;

/**
 * Tells whether a broker refused a transaction because it has its messages already. AMQP has no
 * condition of its own for it; Artemis says so in the text of the rejection. Others quote object
 * keys, which anybody may have chosen.
 */
final class Duplicates {

  private static final String ARTEMIS = "duplicate message detected";

  private Duplicates() {}

  static boolean refused(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String text = each instanceof JMSException ? each.getMessage() : null;
      if (text != null && text.toLowerCase(Locale.ROOT).contains(ARTEMIS)) {
        return true;
      }
    }
    return false;
  }
}
