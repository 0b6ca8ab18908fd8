package org.saddlebag.keys;

import org.saddlebag.errors.ErrorCode;

/** What can go wrong with master keys. */
public enum KeyError implements ErrorCode {
  /** A flow or command names a key that the configuration lacks. */
  UNKNOWN_NAME("Name a key that config/application.properties defines as saddlebag.keys.NAME.uri."),
  /** No configured key opens the object. */
  NO_MATCHING_KEY(
      "Configure the key that the description names, or mark the right key with"
          + " default-for-foreign=true.");

  private final String fix;

  KeyError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
