package org.saddlebag.camel;

/** What has become of an object's content where it was brought to; {@code toString} says where. */
public interface Arrival {

  /**
   * How much content it was.
   *
   * @return bytes, or -1 when it arrived before a restart
   */
  long sizeBytes();

  /** The object is remembered or gone: a restart needs not look for this any more. */
  void settle();
}
