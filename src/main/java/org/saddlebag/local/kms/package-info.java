/**
 * The KMS API with real keys.
 *
 * <p>Does: AES-256-GCM under keys that lie in a folder only the owner may read, with the encryption
 * context as additional authenticated data, and the error codes of AWS. Does not: guard the keys
 * better than the file system does, or know key policies beyond the actions of an identity. Source
 * of all names and codes: the AWS KMS API Reference. May import: {@code java.*}, jackson, {@code
 * local.wire}, {@code local.auth}.
 */
package org.saddlebag.local.kms;
