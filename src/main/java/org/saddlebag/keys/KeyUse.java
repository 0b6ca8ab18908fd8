package org.saddlebag.keys;

/**
 * Which master key was used, for receipts and the audit trail.
 *
 * @param masterKey the name that the configuration gives the key
 * @param version the key's version; for KMS the key's ARN as KMS answered it
 * @param requestId the KMS request id, or null for keys that are not in KMS
 */
public record KeyUse(String masterKey, String version, String requestId) {}
