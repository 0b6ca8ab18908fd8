package org.saddlebag.delivery;

import java.time.Instant;

/**
 * What the placeholders of an object key speak of.
 *
 * @param flow the flow's name
 * @param path the source's path in the flow's directory
 * @param instant the time
 */
record KeySource(String flow, String path, Instant instant) {

  String directory() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String stem() {
    return dot() < 0 ? name() : name().substring(0, dot());
  }

  String extension() {
    return dot() < 0 ? "" : name().substring(dot() + 1);
  }

  /** A leading dot begins no extension. */
  private int dot() {
    int dot = name().lastIndexOf('.');
    return dot > 0 ? dot : -1;
  }
}
