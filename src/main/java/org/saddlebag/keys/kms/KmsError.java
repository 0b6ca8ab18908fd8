package org.saddlebag.keys.kms;

import org.saddlebag.errors.ErrorCode;

/** What KMS, or the way to it, can refuse. */
public enum KmsError implements ErrorCode {
  /** KMS has no such key or alias. */
  KMS_KEY_NOT_FOUND(
      "Correct the key id, alias or ARN, its region and its account in saddlebag.keys.NAME.uri.",
      false),
  /** The key is disabled. */
  KMS_KEY_DISABLED("Enable the key in KMS.", false),
  /** The key waits for its deletion or for imported material. */
  KMS_KEY_STATE(
      "Look at the key's state in KMS; cancel its deletion or import its material, then enable it.",
      false),
  /** The key is not one for encryption and decryption, or not symmetric. */
  KMS_KEY_USAGE("Use a symmetric KMS key with the usage ENCRYPT_DECRYPT.", false),
  /** Another KMS key wrapped the data key. */
  KMS_OTHER_KEY("Configure the KMS key that sealed the object.", false),
  /** A key policy, IAM policy or grant says no. */
  KMS_DENIED(
      "Allow the named action on the named key in its key policy or in the caller's IAM policy.",
      false),
  /** No credentials, or ones that AWS does not know or that have expired. */
  KMS_CREDENTIALS("Provide valid AWS credentials to this process, and set its clock.", false),
  /** Too many requests. */
  KMS_THROTTLED("Wait, lower the number of parallel deliveries, or raise the KMS quota.", true),
  /** KMS answered with an error of its own. */
  KMS_FAILING("Wait; if it lasts, look at the state of the service.", true),
  /** The host name of the endpoint does not resolve. */
  KMS_HOST_UNKNOWN("Correct the region or the KMS endpoint, or mend the name service.", true),
  /** No connection, a broken one, or no answer in time. */
  KMS_UNREACHABLE("Mend the network between this host and the KMS endpoint.", true),
  /** The server's certificate is not trusted, or TLS fails. */
  KMS_NOT_TRUSTED("Name the authority that signed the server's certificate as CA bundle.", false),
  /** The server's certificate has expired. */
  KMS_CERTIFICATE_EXPIRED(
      "Renew the certificate of the KMS endpoint, or set this machine's clock.", false),
  /** The server's certificate is for another host. */
  KMS_OTHER_HOST(
      "Let the KMS endpoint's host name be one that its certificate names, or the certificate name"
          + " it.",
      false),
  /** The server does not take our certificate, or wants one and got none. */
  KMS_CLIENT_CERTIFICATE_REFUSED(
      "Let saddlebag.kms.client-certificate name a certificate that the endpoint's authorities have"
          + " signed.",
      false),
  /** The server speaks no version of TLS that we may. */
  KMS_TLS_TOO_OLD(
      "Let the KMS endpoint offer TLS 1.2 or 1.3; with saddlebag.kms.min-tls=1.3 it must be 1.3.",
      false),
  /** The call was interrupted, because the process stops. */
  KMS_INTERRUPTED("Start again; nothing was sealed or opened.", true),
  /** Anything else that KMS answered. */
  KMS_REFUSED("Read KMS's own words in this message.", false),
  /** An answer that KMS never gives. */
  KMS_ANSWER("Check that the endpoint is KMS and nothing between changes its answers.", false),
  /** Discovery found a key outside the allowed accounts and Regions. */
  KMS_KEY_NOT_ALLOWED(
      "Add the key's account and Region to those that discovery allows, if you trust them.", false),
  /** A discovery key was asked to seal. */
  KMS_DISCOVERY_SEALS_NOT("Name a KMS key; discovery only opens.", false),
  /** Settings that contradict each other or are out of range. */
  KMS_SETTINGS("Correct saddlebag.kms.* or camel.component.aws2-kms.*.", false),
  /** The CA bundle is missing or not PEM. */
  KMS_CA_BUNDLE("Name a readable PEM file with at least one certificate.", false),
  /** The certificate that we are to show is of no use. */
  KMS_CLIENT_CERTIFICATE(
      "Let saddlebag.kms.client-certificate name a keystore and an alias with a valid certificate"
          + " and its private key, and client-certificate-password its password.",
      false);

  private final String fix;
  private final boolean retryable;

  KmsError(String fix, boolean retryable) {
    this.fix = fix;
    this.retryable = retryable;
  }

  @Override
  public String fix() {
    return fix;
  }

  /** Whether the trouble can pass by itself. */
  boolean retryable() {
    return retryable;
  }
}
