package org.saddlebag.local.s3;

/** The keys that SSE-KMS may name. */
public interface KmsKeys {

  /** Whether a key can be used. */
  enum State {
    /** It can. */
    ENABLED,
    /** It was disabled. */
    DISABLED,
    /** It is in any other state. */
    UNUSABLE
  }

  /**
   * A key.
   *
   * @param arn its ARN
   * @param state whether it can be used
   */
  record Key(String arn, State state) {}

  /**
   * Finds a key.
   *
   * @param name id, ARN, alias name or alias ARN
   * @return the key, or null where there is none
   */
  Key find(String name);
}
