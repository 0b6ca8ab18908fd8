package org.saddlebag.local.store;

/** Whether a bucket keeps old versions. */
public enum Versioning {
  /** Never was on. */
  OFF,
  /** Each write makes a version of its own. */
  ENABLED,
  /** Was on: old versions stay, new writes replace the null version. */
  SUSPENDED
}
