package org.saddlebag.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** Lets Camel close, when it stops, what a step opened for as long as Camel runs. */
public final class CloseOnStop extends ServiceSupport {

  private final AutoCloseable resource;

  private CloseOnStop(AutoCloseable resource) {
    this.resource = resource;
  }

  /**
   * Hands a resource over to Camel.
   *
   * @param context closes it after the routes have stopped
   * @param resource to be closed
   * @param <T> its type
   * @return the resource
   */
  public static <T extends AutoCloseable> T of(CamelContext context, T resource) {
    try {
      context.addService(new CloseOnStop(resource));
      return resource;
    } catch (Exception e) {
      throw new IllegalStateException("Camel does not take " + resource.getClass(), e);
    }
  }

  @Override
  protected void doStop() throws Exception {
    resource.close();
  }
}
