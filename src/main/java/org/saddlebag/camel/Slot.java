package org.saddlebag.camel;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.saddlebag.errors.Refused;

/**
 * A typed exchange property. Steps hand each other what must not be a header through slots: nothing
 * that arrives with a message can fill one.
 *
 * @param name the property's name
 * @param type what it holds
 * @param filledBy the step that fills it, for the message when it is empty
 * @param <T> what it holds
 */
public record Slot<T>(String name, Class<T> type, String filledBy) {

  /**
   * What the slot holds.
   *
   * @param exchange the exchange
   * @return empty when nothing filled it
   */
  public Optional<T> in(Exchange exchange) {
    Object value = exchange.getProperty(name);
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /**
   * What the slot holds, when the step can't do without.
   *
   * @param exchange the exchange
   * @return never null
   * @throws Refused if it is empty
   */
  public T of(Exchange exchange) {
    return in(exchange)
        .orElseThrow(
            () ->
                new Refused(
                    RouteError.STEP_MISSING,
                    "the route %s needs '%s' before this step"
                        .formatted(exchange.getFromRouteId(), filledBy)));
  }

  /**
   * Fills the slot.
   *
   * @param exchange the exchange
   * @param value what it holds from now on
   */
  public void put(Exchange exchange, T value) {
    exchange.setProperty(name, value);
  }

  /**
   * Fills the slot with something that is closed and taken out when the exchange ends, or when the
   * next attempt fills the slot anew.
   *
   * @param exchange the exchange
   * @param value to be closed
   * @param <C> the slot's type
   * @param slot the slot
   */
  public static <C extends AutoCloseable> void hold(Slot<C> slot, Exchange exchange, C value) {
    slot.in(exchange).ifPresent(CloseWhenDone::close);
    slot.put(exchange, value);
    exchange.getExchangeExtension().addOnCompletion(new CloseWhenDone(value, slot.name()));
  }

  /**
   * Closes something when the exchange ends, well or not.
   *
   * @param exchange the exchange
   * @param value closed once more if it was closed already
   */
  public static void closeWhenDone(Exchange exchange, AutoCloseable value) {
    exchange.getExchangeExtension().addOnCompletion(new CloseWhenDone(value, null));
  }
}
