package org.saddlebag.s3;

import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;

/** What can go wrong with the object store, each with its mend. */
public enum StoreError implements ErrorCode {
  /** The settings contradict themselves. */
  BAD_SETTINGS(Kind.REFUSED, "Correct the store's settings."),
  /** The CA file can't be read or holds no certificate. */
  CA_BUNDLE_UNREADABLE(
      Kind.REFUSED, "Let saddlebag.s3.ca-bundle name a readable PEM file with certificates."),
  /** The certificate that we are to show is of no use. */
  CLIENT_CERTIFICATE_UNUSABLE(
      Kind.REFUSED,
      "Let saddlebag.s3.client-certificate name a keystore and an alias with a valid certificate"
          + " and its private key, and client-certificate-password its password."),
  /** The object key breaks S3's rules. */
  BAD_OBJECT_KEY(Kind.REFUSED, "Use an object key of 1 to 1024 bytes of UTF-8."),
  /** The user metadata breaks S3's rules. */
  BAD_METADATA(
      Kind.REFUSED, "Keep metadata to ASCII, names in lower case, and 2048 bytes in total."),
  /** More bytes than parts can carry. */
  OBJECT_TOO_LARGE(Kind.REFUSED, "Raise the part size or split the object."),
  /** The bucket does not exist. */
  NO_SUCH_BUCKET(Kind.REFUSED, "Create the bucket or correct its name."),
  /** The object, or that version of it, does not exist. */
  NO_SUCH_OBJECT(Kind.REFUSED, "Check the object key and the version."),
  /** The store does not allow it. */
  ACCESS_DENIED(
      Kind.REFUSED, "Grant the named permission in the identity, bucket and key policies."),
  /** The store does not accept the credentials. */
  BAD_CREDENTIALS(Kind.REFUSED, "Correct or renew the access key, secret key or session token."),
  /** No credentials were found. */
  NO_CREDENTIALS(
      Kind.REFUSED, "Provide credentials by configuration, environment, profile or role."),
  /** The clock is wrong. */
  CLOCK_SKEWED(Kind.REFUSED, "Set this machine's clock."),
  /** The bucket is elsewhere. */
  WRONG_REGION(Kind.REFUSED, "Set the region and the endpoint to those of the bucket."),
  /** The key is taken and must not be overwritten. */
  OBJECT_EXISTS(Kind.REFUSED, "Choose another object key or allow overwriting."),
  /** The object is no longer the one that was looked at. */
  OBJECT_CHANGED(Kind.REFUSED, "Start again with the object as it is now."),
  /** The object rests in an archive tier. */
  OBJECT_ARCHIVED(Kind.REFUSED, "Restore the object from its archive tier first."),
  /** The wished range begins behind the object's end. */
  RANGE_OUTSIDE(Kind.REFUSED, "Ask for bytes that the object has."),
  /** Server-side encryption with the KMS key failed. */
  SSE_KEY_UNUSABLE(
      Kind.REFUSED, "Name an enabled KMS key that the sender may use in the bucket's region."),
  /** Server-side encryption that the bucket, the store or the way there can't have. */
  SSE_UNFIT(Kind.REFUSED, "Choose another kind or key of server-side encryption, as said before."),
  /**
   * A put under SSE-C was denied. Source: Amazon S3 User Guide, "Blocking or unblocking SSE-C for a
   * general purpose bucket".
   */
  SSE_C_DENIED(
      Kind.REFUSED,
      "Enable SSE-C for the bucket (PutBucketEncryption with BlockedEncryptionTypes NONE) or use"
          + " another kind; where it is enabled, grant s3:PutObject."),
  /** The store can't do this. */
  NOT_SUPPORTED(Kind.REFUSED, "Leave the option out or use a store that has it."),
  /** A sender that only writes was about to look. */
  WRITE_ONLY(Kind.REFUSED, "Give the flow or command full access where it must look at objects."),
  /** The store or the bucket has no such setting of objects. */
  BAD_OBJECT_SETTING(
      Kind.REFUSED, "Leave the setting out, correct it, or use a store that has it."),
  /** The store said no for another reason. */
  REQUEST_REFUSED(Kind.REFUSED, "Read the store's words and correct the request."),
  /** Another request for the same key won. */
  CONFLICT(Kind.PASSING, "Try again; another request for the same object key was under way."),
  /** The store asks for patience. */
  SLOW_DOWN(Kind.PASSING, "Try again later or send fewer requests at once."),
  /** The store failed. */
  STORE_FAILED(Kind.PASSING, "Try again later; if it stays, look at the store."),
  /** The upload is no longer known to the store. */
  UPLOAD_GONE(Kind.PASSING, "Send the object again; its upload was aborted or expired."),
  /** No answer in time. */
  TIMED_OUT(Kind.PASSING, "Look at the network and the store, or raise the timeouts."),
  /** The host name is unknown. */
  HOST_UNKNOWN(Kind.PASSING, "Correct the endpoint or look at name resolution."),
  /** No connection. */
  UNREACHABLE(Kind.PASSING, "Look at the endpoint, the network and the store."),
  /** Nobody whom we trust has signed the server's certificate. */
  TLS_NOT_TRUSTED(
      Kind.LASTING,
      "Set saddlebag.s3.ca-bundle to the PEM of the store's certificate authority, if you trust"
          + " it."),
  /** The server's certificate has expired. */
  TLS_CERTIFICATE_EXPIRED(
      Kind.LASTING, "Renew the store's certificate, or set this machine's clock."),
  /** The server's certificate is for another host. */
  TLS_OTHER_HOST(
      Kind.LASTING,
      "Let the endpoint's host name be one that the store's certificate names, or the certificate"
          + " name it."),
  /** The server speaks no version of TLS that we may. */
  TLS_TOO_OLD(
      Kind.LASTING,
      "Let the store offer TLS 1.2 or 1.3; with saddlebag.s3.min-tls=1.3 it must be 1.3."),
  /** The server does not take our certificate, or wants one and got none. */
  CLIENT_CERTIFICATE_REFUSED(
      Kind.LASTING,
      "Let saddlebag.s3.client-certificate name a certificate that the store's authorities have"
          + " signed."),
  /** TLS could not be agreed upon. */
  TLS_FAILED(Kind.LASTING, "Let the store offer TLS 1.2 or 1.3 with a cipher in common."),
  /** The store's answer does not prove that it holds what was sent. */
  PROOF_FAILED(Kind.PASSING, "Send the object again; do not rely on what the store holds."),
  /** What arrived at the store was not what was sent; the store has refused it. */
  CONTENT_DAMAGED(Kind.PASSING, "Send the object again; look at the network and the machine."),
  /** Reading stopped before the end. */
  BODY_BROKEN(Kind.PASSING, "Read the object again; look at the network and the store."),
  /** Somebody asked this work to stop. */
  INTERRUPTED(Kind.PASSING, "Start again; the work was interrupted."),
  /** The bytes to be stored could not be read. */
  SOURCE_UNREADABLE(Kind.FILE, "Look at the source that was being read."),
  /** The source gave more or fewer bytes than announced. */
  SOURCE_LENGTH_CHANGED(Kind.FILE, "Wait until the source is complete and send it again.");

  private enum Kind {
    REFUSED,
    PASSING,
    LASTING,
    FILE
  }

  private final Kind kind;
  private final String fix;

  StoreError(Kind kind, String fix) {
    this.kind = kind;
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }

  /** The exception that belongs to this code; the cause may be null. */
  SaddlebagException failure(String what, Throwable cause) {
    return switch (kind) {
      case REFUSED -> new Refused(this, what, cause);
      case PASSING -> new StoreUnavailable(this, what, true, cause);
      case LASTING -> new StoreUnavailable(this, what, false, cause);
      case FILE -> new FileUnavailable(this, what, cause);
    };
  }
}
