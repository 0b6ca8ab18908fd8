package org.saddlebag.delivery;

/** What happens when an object key or a file name is taken already. */
public enum CollisionPolicy {
  /** The newest wins; on a bucket with versions the older ones stay as versions. */
  OVERWRITE,
  /** The delivery fails and is parked. */
  REFUSE,
  /** {@code name.txt} becomes {@code name-1.txt}, {@code name-2.txt}, ...; the default. */
  NUMBER
}
