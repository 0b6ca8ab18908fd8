package org.saddlebag.camel;

import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the attempts of a delivery, for the rules that Camel asks whether to go on. */
public final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** So often others may be faster to take a free number before that counts as a failure. */
  private static final int TAKEN_KEYS = 20;

  private Attempts() {}

  /**
   * Whether to try again; notes the number of failed attempts.
   *
   * @param exchange the failed exchange
   * @param attempts how often a delivery is tried in all, from 1
   * @param worthwhile whether another attempt makes sense after such a failure
   * @return true while there are attempts left and another one makes sense
   */
  public static boolean again(Exchange exchange, int attempts, Predicate<Exception> worthwhile) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (goesOnAtOnce(exchange, failure)) {
      return true;
    }
    int failed = Slots.FAILED_ATTEMPTS.in(exchange).orElse(0) + 1;
    Slots.FAILED_ATTEMPTS.put(exchange, failed);
    if (failed >= attempts || !worthwhile.test(failure)) {
      return false;
    }
    SaddlebagException ours = Failures.ours(failure);
    FlowLedger ledger =
        CamelContextHelper.findSingleByType(exchange.getContext(), FlowLedger.class);
    if (ledger != null) {
      ledger.retried(Slots.flowOf(exchange), ours);
    }
    LOG.atWarn()
        .addKeyValue("flow", Slots.flowOf(exchange))
        .addKeyValue("code", ours.code().id())
        .addArgument(Slots.flowOf(exchange))
        .addArgument(failed)
        .addArgument(attempts)
        .addArgument(ours.code().id())
        .addArgument(ours.what())
        .log("{}: attempt {} of {} failed, trying again: {}: {}");
    return true;
  }

  /**
   * A key that turned out to be taken is no trouble of the store: the next attempt takes a number,
   * without a pause and without using up one of the attempts.
   */
  private static boolean goesOnAtOnce(Exchange exchange, Exception failure) {
    if (!Failures.isOurs(failure) || Failures.ours(failure).code() != DeliveryError.KEY_TAKEN) {
      return false;
    }
    int taken = Slots.TAKEN_KEYS.in(exchange).orElse(0) + 1;
    Slots.TAKEN_KEYS.put(exchange, taken);
    if (taken > TAKEN_KEYS) {
      return false;
    }
    // Camel looks for it in the failed message, which the next attempt does not see.
    exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, 0L);
    return true;
  }
}
