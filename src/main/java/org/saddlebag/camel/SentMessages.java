package org.saddlebag.camel;

/**
 * Messages that a broker has committed.
 *
 * @param place the broker's and the queue's name, for people
 * @param what the messages, for people
 * @param sizeBytes how much content they carry, from 0; of a claim check, how much it stands for
 */
public record SentMessages(String place, String what, long sizeBytes) implements Arrival {

  /** A broker needs no telling. */
  @Override
  public void settle() {}

  @Override
  public String toString() {
    return place + " as " + what;
  }
}
