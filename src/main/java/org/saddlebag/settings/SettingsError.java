package org.saddlebag.settings;

import org.saddlebag.errors.ErrorCode;

/** What can be wrong with the configuration. */
public enum SettingsError implements ErrorCode {
  /** There is no configuration where it was looked for. */
  CONFIGURATION_MISSING(
      "Name the folder that holds application.properties with --config, or restore config/ of the"
          + " installation."),
  /** The configuration's file is there but can't be read as text. */
  CONFIGURATION_UNREADABLE("Let this user read the file, and save it as UTF-8 text."),
  /** One or several settings are wrong. */
  CONFIGURATION_WRONG(
      "Correct what is listed; config/application.properties of the installation describes every"
          + " setting."),
  /** Several master keys can't be had. */
  MASTER_KEYS_UNUSABLE("Mend each key as said behind it."),
  /** The SDK can't build a client, as a rule because it finds no Region. */
  CLIENT_UNBUILDABLE(
      "Set camel.component.aws2-s3.region (for KMS aws2-kms.region, for SQS aws2-sqs.region), or"
          + " AWS_REGION in the environment."),
  /** A customer key (SSE-C) that is not of 256 bits. */
  CUSTOMER_KEY_LENGTH(
      "Put an AES key of 256 bits into the keystore (keytool -genseckey -keyalg AES -keysize 256)."),
  /** A kind of server-side encryption that does not exist. */
  UNKNOWN_SSE("Write one of " + SseText.KINDS + "."),
  /** Server-side encryption with something that its kind does not have. */
  SSE_MIXED("Leave out what the kind does not have, or choose another kind."),
  /** A setting of objects that is misspelt, or stands alone. */
  BAD_OBJECT_SETTINGS("Correct the value as said."),
  /** A password's source no longer gives one. */
  SECRET_UNREADABLE("Set the environment variable, or let this user read the file, and try again.");

  private final String fix;

  SettingsError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
