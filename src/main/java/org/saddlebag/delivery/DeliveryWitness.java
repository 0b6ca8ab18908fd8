package org.saddlebag.delivery;

/** Is told of each object that the store has proven to hold, before it counts as delivered. */
public interface DeliveryWitness {

  /** Sees nothing. */
  DeliveryWitness NONE = receipt -> {};

  /**
   * The store holds the object. What was noted of it, and of its data key, is on the disk when this
   * returns.
   *
   * @param receipt the whole receipt
   * @throws org.saddlebag.errors.SaddlebagException if it can't be noted; the object does not count
   *     as delivered then
   */
  void delivered(Receipt receipt);
}
