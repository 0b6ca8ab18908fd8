package org.saddlebag.keys;

import org.saddlebag.errors.ErrorCode;

/**
 * What can go wrong with master keys; troubles of the KMS service itself are in {@code keys.kms}.
 */
public enum KeyError implements ErrorCode {
  /** A flow or command names a key that the configuration lacks. */
  UNKNOWN_NAME("Name a key that config/application.properties defines as saddlebag.keys.NAME.uri."),
  /** No configured key opens the object. */
  NO_MATCHING_KEY(
      "Configure the key that the description names, or mark the right key with"
          + " default-for-foreign=true."),
  /** The wrapped data key does not open with this master key. */
  WRAP_REFUSED(
      "Configure the master key that sealed the object; if it is this one, the object's metadata was"
          + " changed: restore another version."),
  /** The wrapped data key has a length that no writer makes. */
  WRAP_LENGTH("Restore the object's metadata from another version or a copy."),
  /** The object's encryption context is not the one that was expected. */
  CONTEXT_MISMATCH(
      "Give the encryption context that the object was sealed with, as saddlebag.keys.NAME.context.*"
          + " or for this one object."),
  /** The encryption context names another algorithm suite than the object. */
  SUITE_MISMATCH("Restore the object's metadata from another version; it was tampered with."),
  /** The caller's encryption context has an entry that the format or the key keeps for itself. */
  RESERVED_CONTEXT("Rename the entry of the encryption context."),
  /** An encryption context for a key that is not in KMS. */
  CONTEXT_WITHOUT_KMS("Leave the encryption context away, or seal with a KMS key."),
  /** A public key was asked to open. */
  PUBLIC_KEY_ONLY(
      "Open the object on a host that holds the private key; this host can only seal with it."),
  /** A certificate that has expired, or is not valid yet. */
  CERTIFICATE_DATES(
      "Get the partner's new certificate; or set saddlebag.keys.NAME.ignore-expiry=true, if the"
          + " partner says that the private key is still there."),
  /** A private key where only a public one may be. */
  PRIVATE_KEY_IN_FILE(
      "Take the private key off this host and have it replaced, as it was not where it belongs;"
          + " leave the certificate or public key alone in the file."),
  /** A master key URI that cannot be read. */
  BAD_URI(
      "Write keystore:FILE#ALIAS, kms:ID-ALIAS-OR-ARN, kms:discovery or public:CERTIFICATE.pem."),
  /** The key's file is missing or unreadable. */
  FILE_UNREADABLE("Put the file where the configuration names it and let this user read it."),
  /** The file is not a PKCS#12 keystore. */
  NOT_A_KEYSTORE("Name a PKCS#12 keystore, or make one with saddlebag keys create."),
  /** The keystore's password is wrong. */
  WRONG_PASSWORD("Correct saddlebag.keys.NAME.password."),
  /** The keystore has no entry of that alias. */
  NO_SUCH_ALIAS("Name one of the aliases that the keystore has."),
  /** The entry or file holds a key that cannot be a master key. */
  WRONG_KEY_KIND(
      "Use an AES key of 256 bits or an RSA key of at least 2048 bits; for sealing only, a"
          + " certificate or public key in PEM."),
  /** A keystore was to be made where a file already is. */
  FILE_EXISTS("Choose another file name; a keystore is never overwritten."),
  /** A keystore could not be written. */
  FILE_UNWRITABLE("Make the folder writable for this user and give it room.");

  private final String fix;

  KeyError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
