package org.saddlebag.audit;

import org.saddlebag.errors.ErrorCode;

/** What can go wrong with the audit trail. */
public enum AuditError implements ErrorCode {
  /** A line can't be written; no key is used then. */
  AUDIT_UNWRITABLE(
      "Let the user that runs Saddlebag write the audit folder, and check the disk; or set"
          + " saddlebag.audit.folder, or saddlebag.audit.trail=off to go on unseen."),
  /** No room for a line; no key is used then. */
  AUDIT_DISK_FULL("Make room on the disk of the audit trail; the work goes on by itself then."),
  /** The trail or the receipts can't be read. */
  AUDIT_UNREADABLE("Let this user read the audit folder and the receipts."),
  /** More processes than there may be lanes. */
  AUDIT_LANES("Stop some of the processes, or give them state folders of their own."),
  /** The certificate is of no use. */
  CERTIFICATE_UNUSABLE("Name a PEM file with the certificate of the signing key, RSA or EC."),
  /** The signing key is of no use. */
  SIGNING_KEY_UNUSABLE(
      "Configure saddlebag.receipts.signing-key as keystore:FILE#ALIAS with an RSA or EC key and its"
          + " certificate."),
  /** A question that can't be understood. */
  BAD_QUESTION("Write a UTC time as 2026-11-25, 2026-11-25T08:00 or 2026-11-25T08:00:00Z.");

  private final String fix;

  AuditError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
