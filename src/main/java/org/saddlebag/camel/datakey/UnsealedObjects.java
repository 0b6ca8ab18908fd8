package org.saddlebag.camel.datakey;

/** What happens to an object that nobody sealed; the names are those of the endpoint's option. */
public enum UnsealedObjects {
  /** The delivery fails. */
  refuse,
  /** The object goes on as it is. */
  pass
}
