package org.saddlebag.camel.seal;

/** How a flow seals what it sends; the names are part of the names of the inner templates. */
public enum Sealing {
  /** Under a one-time data key, which a master key wraps. */
  envelope,
  /** Not at all: S3 alone encrypts. */
  none
}
