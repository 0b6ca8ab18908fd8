package org.saddlebag.keys.kms;

/** What we ask of KMS, with the permission that it needs. */
enum KmsAct {
  GENERATE("make a data key", "kms:GenerateDataKey"),
  DECRYPT("unwrap a data key", "kms:Decrypt"),
  SHAKE_HANDS("speak TLS", "nothing");

  private final String words;
  private final String permission;

  KmsAct(String words, String permission) {
    this.words = words;
    this.permission = permission;
  }

  String words() {
    return words;
  }

  String permission() {
    return permission;
  }
}
