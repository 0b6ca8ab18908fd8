package org.saddlebag.keys.kms;

/** What we ask of KMS, with the permission that it needs. */
enum KmsAct {
  GENERATE("make a data key", "kms:GenerateDataKey"),
  DECRYPT("unwrap a data key", "kms:Decrypt"),
  DESCRIBE("be described", "kms:DescribeKey"),
  ROTATION("tell of its rotation", "kms:GetKeyRotationStatus"),
  POLICY("show its policy", "kms:GetKeyPolicy"),
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
