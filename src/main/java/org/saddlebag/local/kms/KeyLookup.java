package org.saddlebag.local.kms;

import org.saddlebag.local.auth.Hashes;

/** Finds keys, or refuses in the right words. */
final class KeyLookup {

  private final KeyStore keys;

  KeyLookup(KeyStore keys) {
    this.keys = keys;
  }

  /** The key a request names, whatever its state. */
  KmsKey named(KmsRequest request, String field) {
    String name = request.text(field);
    KmsKey key = keys.find(name);
    if (key == null) {
      throw KmsErrors.of(
          "NotFoundException",
          name.contains("alias/")
              ? "Alias " + keys.aliasArn(name) + " is not found."
              : "Key '" + name + "' does not exist");
    }
    return key;
  }

  /** The key a request names, which the caller may use and which can be used. */
  KmsKey usable(KmsRequest request, String field, String action) {
    KmsKey key = named(request, field);
    request.need(action, key.arn());
    checkUsable(key);
    return key;
  }

  static void checkUsable(KmsKey key) {
    if (key.state() == KeyState.DISABLED) {
      throw KmsErrors.of("DisabledException", key.arn() + " is disabled.");
    }
    checkNotLeaving(key);
  }

  static void checkNotLeaving(KmsKey key) {
    if (key.state() == KeyState.PENDING_DELETION) {
      throw KmsErrors.of("KMSInvalidStateException", key.arn() + " is pending deletion.");
    }
  }

  /** Names one of the materials of a key. */
  static String materialId(KmsKey key, int material) {
    return Hashes.sha256Hex(key.keyId() + "/" + material);
  }
}
