package org.saddlebag.envelope;

import java.util.Locale;
import java.util.Map;

/** The ways in which a sample's data key is wrapped. */
enum Wrapping {
  AES(Map.of()),
  RSA(Map.of());

  private final Map<String, String> context;

  Wrapping(Map<String, String> context) {
    this.context = context;
  }

  /** The name that the test's keyring gives the master key. */
  String masterKey() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The additional encryption context. */
  Map<String, String> context() {
    return context;
  }

  boolean isKms() {
    return false;
  }
}
