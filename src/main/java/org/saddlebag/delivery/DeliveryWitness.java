package org.saddlebag.delivery;

/** Is told of each object that the store has proven to hold, before it counts as delivered. */
@FunctionalInterface
public interface DeliveryWitness {

  /** Sees nothing. */
  DeliveryWitness NONE = (receipt, lasting) -> {};

  /**
   * The store holds the object. What was noted of it survives the process when this returns.
   *
   * @param receipt the whole receipt
   * @param lasting whether what was noted of its data key must be on the disk, too, when this
   *     returns; else whoever calls the object delivered for good sees to that before
   * @throws org.saddlebag.errors.SaddlebagException if it can't be noted; the object does not count
   *     as delivered then
   */
  void delivered(Receipt receipt, boolean lasting);

  /**
   * Returns when all that was noted is on the disk.
   *
   * @throws org.saddlebag.errors.SaddlebagException if that is not certain
   */
  default void sync() {}
}
