package org.saddlebag.camel.endpoint;

import org.saddlebag.camel.Arrival;

/**
 * Content that a target has taken.
 *
 * @param place the target and the name, for people, without secrets
 * @param sizeBytes how much it was, from 0
 */
record HandedOver(String place, long sizeBytes) implements Arrival {

  /** A target needs no telling. */
  @Override
  public void settle() {}

  @Override
  public String toString() {
    return place;
  }
}
