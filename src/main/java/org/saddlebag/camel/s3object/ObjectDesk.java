package org.saddlebag.camel.s3object;

/** Where somebody tells of an object that a flow may have to deliver. Used by several threads. */
public interface ObjectDesk {

  /**
   * The flow's bucket.
   *
   * @return its name
   */
  String bucket();

  /**
   * What the flow delivers.
   *
   * @return how the keys begin
   */
  String prefix();

  /**
   * Has what an object key holds now delivered, unless it is delivered already, and waits for that.
   *
   * @param key begins with the prefix
   * @param eTagOrNull the entity tag of the content that is told of, which may be gone by now
   * @return true once it needs no more telling: it is remembered as delivered, or parked as failed,
   *     or there is no such object any more; false where it has to be told of again
   * @throws InterruptedException when the wait is broken off
   */
  boolean settle(String key, String eTagOrNull) throws InterruptedException;
}
