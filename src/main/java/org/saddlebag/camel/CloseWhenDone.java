package org.saddlebag.camel;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a key, stream or staged file when the exchange is done. */
final class CloseWhenDone extends SynchronizationAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(CloseWhenDone.class);

  private final AutoCloseable resource;

  private final String property;

  CloseWhenDone(AutoCloseable resource, String propertyOrNull) {
    this.resource = resource;
    this.property = propertyOrNull;
  }

  @Override
  public void onDone(Exchange exchange) {
    if (property != null) {
      exchange.removeProperty(property);
    }
    close(resource);
  }

  static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.warn("closing {} failed: {}", resource.getClass().getSimpleName(), e.toString());
    }
  }

  @Override
  public boolean allowHandover() {
    return false;
  }
}
