package org.saddlebag.local;

import java.net.URI;
import org.saddlebag.local.wire.FaultHook;
import org.saddlebag.local.wire.RequestLog;

/** A running stand-in for a service of AWS. */
public abstract sealed class StandIn implements AutoCloseable permits LocalKms, LocalS3 {

  private final Listening listening;

  StandIn(Listening listening) {
    this.listening = listening;
  }

  /**
   * Where clients find it.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public final URI endpoint() {
    return listening.endpoint();
  }

  /**
   * The access key id of the first identity.
   *
   * @return the id
   */
  public final String accessKey() {
    return listening.identity().accessKey();
  }

  /**
   * The secret access key of the first identity.
   *
   * @return the secret
   */
  public final String secretKey() {
    return listening.identity().secretKey();
  }

  /**
   * What was asked so far.
   *
   * @return the log
   */
  public final RequestLog requests() {
    return listening.log();
  }

  /**
   * Changes what goes wrong.
   *
   * @param hook the hook, or null for none
   */
  public final void setFaults(FaultHook hook) {
    listening.faults().set(hook);
  }

  /** Stops; what it holds stays in its folder. */
  @Override
  public final void close() {
    listening.close();
  }
}
