package org.saddlebag.camel.datakey;

/** What a {@code data-key} step does; the names are those of the endpoint's path. */
public enum DataKeyOperation {
  /** Make a fresh data key and wrap it with a master key. */
  generate,
  /** Unwrap the data key that the object's envelope holds. */
  unwrap
}
