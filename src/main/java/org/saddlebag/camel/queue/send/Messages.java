package org.saddlebag.camel.queue.send;

import org.saddlebag.delivery.ClaimCheck;

/** Takes what is to be sent, in order. Nobody sees any of it before all is committed. */
interface Messages {

  /**
   * The content of an object as one message.
   *
   * @throws org.saddlebag.errors.SaddlebagException if it can't be a message, or the broker fails
   */
  void whole(byte[] content);

  /** One of its lines, without its end. */
  void part(byte[] content);

  /** A message that names it. */
  void claim(ClaimCheck claim);
}
