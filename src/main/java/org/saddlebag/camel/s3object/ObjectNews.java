package org.saddlebag.camel.s3object;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** Tells a flow of objects between two listings of their prefix. */
public interface ObjectNews {

  /**
   * Takes up the news for one flow.
   *
   * @param context runs the flow
   * @param flow its name
   * @param desk where an object is told of
   * @param rescan how long it is at most until the next listing
   * @return a service that tells while it runs, or null where there are no news
   */
  Subscription subscribe(CamelContext context, String flow, ObjectDesk desk, Duration rescan);

  /** News that come in while this runs. */
  abstract class Subscription extends ServiceSupport {

    /**
     * Whether all that was there to be told is told.
     *
     * @param events the ledger's events by now
     * @return false where something may still come by itself
     */
    public abstract boolean quiet(long events);

    /**
     * Whether the news can't be asked for.
     *
     * @return false once they can again
     */
    public abstract boolean outOfReach();
  }
}
