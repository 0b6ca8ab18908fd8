package org.saddlebag.camel;

import org.apache.camel.Exchange;
import org.saddlebag.errors.Refused;

/** Message bodies of our own types. */
public final class Bodies {

  private Bodies() {}

  /**
   * The body, when it is of the type that the step needs; nothing is converted.
   *
   * @param exchange the exchange
   * @param type the type
   * @param <T> the type
   * @return never null
   * @throws Refused if it is of another type
   */
  public static <T> T require(Exchange exchange, Class<T> type) {
    Object body = exchange.getMessage().getBody();
    if (type.isInstance(body)) {
      return type.cast(body);
    }
    throw new Refused(
        RouteError.UNKNOWN_BODY,
        "this step of route %s needs a body of type %s, was %s"
            .formatted(
                exchange.getFromRouteId(),
                type.getSimpleName(),
                body == null ? "none" : body.getClass().getName()));
  }
}
