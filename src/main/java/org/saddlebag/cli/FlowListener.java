package org.saddlebag.cli;

import org.saddlebag.errors.SaddlebagException;

/** Is told of what the flows do, on their threads, as it happens. */
public interface FlowListener {

  /**
   * Every flow is running.
   *
   * @param flows how many
   */
  void started(int flows);

  /**
   * A delivery, in whichever direction, has ended with its proof.
   *
   * @param flow the flow's name
   * @param what one line: what, where to, how
   */
  void delivered(String flow, String what);

  /**
   * A delivery failed for good and is parked.
   *
   * @param flow the flow's name
   * @param source the source file or the object
   * @param why what happened
   */
  void failed(String flow, String source, SaddlebagException why);

  /**
   * A flow's directory, prefix or queue was out of reach in the end, or its deliveries had to go
   * back.
   *
   * @param flow the flow's name
   */
  void outOfReach(String flow);

  /**
   * A flow was paused when the run ended, so that its work was left.
   *
   * @param flow the flow's name
   */
  void paused(String flow);
}
