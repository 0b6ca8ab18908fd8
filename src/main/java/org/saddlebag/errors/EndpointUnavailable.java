package org.saddlebag.errors;

/**
 * What a flow hands its content to could not be reached, or did not take it. The operator looks at
 * the network, the target or the flow's URI.
 */
public final class EndpointUnavailable extends SaddlebagException {

  private static final long serialVersionUID = 1L;

  private final boolean away;

  /**
   * A failure.
   *
   * @param code the kind of failure
   * @param what what happened, where and why
   * @param away whether nothing at all gets through, so that it says nothing of the content
   */
  public EndpointUnavailable(ErrorCode code, String what, boolean away) {
    super(code, what, code.fix(), null);
    this.away = away;
  }

  /**
   * Whether the target is out of reach: then nothing is given up for it.
   *
   * @return false where it answered, and said no
   */
  public boolean away() {
    return away;
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
