package org.saddlebag.keys;

import org.saddlebag.format.EncryptedDataKey;

/**
 * Which master key was used, for receipts and the audit trail.
 *
 * @param masterKey the name that the configuration gives the key
 * @param version the key's version; for KMS the key's ARN as KMS answered it
 * @param requestId the KMS request id, or null for keys that are not in KMS
 * @param dataKey the {@link EncryptedDataKey#fingerprint()} of the wrapped data key, which joins
 *     all that is noted of one object; null where it was not asked for
 */
public record KeyUse(String masterKey, String version, String requestId, String dataKey) {

  /**
   * A use of which the data key is not told.
   *
   * @param masterKey the name that the configuration gives the key
   * @param version the key's version
   * @param requestId the KMS request id, or null
   */
  public KeyUse(String masterKey, String version, String requestId) {
    this(masterKey, version, requestId, null);
  }

  /**
   * The same with the data key that it was about.
   *
   * @param wrapped the data key as it travels
   * @return a copy
   */
  public KeyUse with(EncryptedDataKey wrapped) {
    return new KeyUse(masterKey, version, requestId, wrapped.fingerprint());
  }
}
