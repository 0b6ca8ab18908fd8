package org.saddlebag.delivery;

/** Stands where a body is still to be written. */
final class Unbuilt {

  private Unbuilt() {}

  @SuppressWarnings("TypeParameterUnusedInFormals")
  static <T> T yet() {
    boolean built = Boolean.getBoolean("saddlebag.built");
    if (!built) {
      throw new UnsupportedOperationException("not built yet");
    }
    return null;
  }
}
