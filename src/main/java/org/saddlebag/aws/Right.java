package org.saddlebag.aws;

/** Whether we may do something, as far as a harmless attempt shows. */
public enum Right {
  /** The service would do it for us. */
  ALLOWED,
  /** The service refuses it. */
  REFUSED,
  /** Nobody tried, or the answer does not say. */
  UNKNOWN
}
