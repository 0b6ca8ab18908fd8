package org.saddlebag.delivery;

import java.time.Instant;

/** Is told of each delivered file that has left its place, or is known as delivered in it. */
@FunctionalInterface
public interface Leaving {

  /** Has nothing to do then. */
  Leaving NONE = (name, when) -> {};

  /**
   * Called before the file comes to its end, so that it is called again after a death in between.
   * Not called where another file has taken the delivered one's place.
   *
   * @param name the source's name
   * @param when as its file system's clock has it: what came to the directory later has nothing to
   *     do with that file; the end of time where nothing can have come
   */
  void left(String name, Instant when);
}
