package org.saddlebag.camel;

import org.saddlebag.errors.SaddlebagException;

/** Is told of every delivery that ends, in whichever direction. */
public interface FlowObserver {

  /**
   * A delivery has ended well.
   *
   * @param flow the flow's name
   * @param what one line: what, where to, how
   */
  void delivered(String flow, String what);

  /**
   * A delivery has failed for good.
   *
   * @param flow the flow's name
   * @param source what was to be delivered
   * @param why what happened
   */
  void failed(String flow, String source, SaddlebagException why);
}
