package org.saddlebag.camel.endpoint;

import org.apache.camel.Exchange;

/** Takes what was opened. */
@FunctionalInterface
interface Target {

  /**
   * Takes it.
   *
   * @param exchange with verified content
   * @throws org.saddlebag.errors.SaddlebagException if it could not be taken
   */
  void take(Exchange exchange);
}
