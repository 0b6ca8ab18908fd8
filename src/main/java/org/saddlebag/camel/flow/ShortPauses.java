package org.saddlebag.camel.flow;

import org.apache.camel.Endpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Lets polls follow each other closely where the work is to be done once and soon. */
final class ShortPauses extends LifecycleStrategySupport {

  private static final long PAUSE_MILLIS = 300;

  @Override
  public void onEndpointAdd(Endpoint endpoint) {
    if (endpoint instanceof ScheduledPollEndpoint polling) {
      polling.setDelay(Math.min(polling.getDelay(), PAUSE_MILLIS));
    }
  }
}
