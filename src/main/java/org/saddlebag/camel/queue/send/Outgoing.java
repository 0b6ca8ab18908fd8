package org.saddlebag.camel.queue.send;

import java.io.IOException;

/** What an object becomes, as a body between the steps that open and send. */
@FunctionalInterface
interface Outgoing {

  /**
   * Gives all messages.
   *
   * @param messages takes them; to be rolled back when this throws
   * @return the length of the plaintext in bytes, all of it verified
   * @throws IOException if the object can't be read
   */
  long give(Messages messages) throws IOException;
}
