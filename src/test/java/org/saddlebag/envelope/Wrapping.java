package org.saddlebag.envelope;

import java.util.Locale;
import java.util.Map;

/** The ways in which a test's data key is wrapped. */
public enum Wrapping {
  /** By an AES key of ours. */
  AES("aes", Map.of()),
  /** By an RSA pair of ours. */
  RSA("rsa", Map.of()),
  /** By a key in KMS, without any context of the caller's. */
  KMS("kms", Map.of()),
  /** By a key in KMS, under a context that the reader must know. */
  KMS_WITH_CONTEXT("kms", Map.of("department", "orders", "year", "2026"));

  private final String masterKey;
  private final Map<String, String> context;

  Wrapping(String masterKey, Map<String, String> context) {
    this.masterKey = masterKey;
    this.context = context;
  }

  /**
   * The name that the test's keyring gives the master key.
   *
   * @return {@code aes}, {@code rsa} or {@code kms}
   */
  public String masterKey() {
    return masterKey;
  }

  /**
   * The caller's encryption context.
   *
   * @return empty for keys that are not in KMS
   */
  public Map<String, String> context() {
    return context;
  }

  /**
   * Whether KMS wraps.
   *
   * @return false for keys that we hold
   */
  public boolean isKms() {
    return masterKey.equals("kms");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
