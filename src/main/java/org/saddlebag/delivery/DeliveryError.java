package org.saddlebag.delivery;

import org.saddlebag.errors.ErrorCode;

/** What can go wrong between a folder and the store. */
public enum DeliveryError implements ErrorCode {
  /** A source's name leads out of its directory or can't be told apart. */
  BAD_SOURCE_NAME("Rename the file; it must stay inside its directory and be valid text."),
  /** A link, or a link to the outside, where the flow allows none. */
  LINK_REFUSED("Replace the link by its file, or let the flow follow links."),
  /** A directory, pipe, socket or device. */
  NOT_A_FILE("Move it away; only regular files can be delivered."),
  /** It is gone. */
  SOURCE_VANISHED("Drop the file again if it is still wanted."),
  /** It can't be read. */
  SOURCE_UNREADABLE("Let the user that runs Saddlebag read the file, and check the disk."),
  /** It is not the file that was looked at. */
  SOURCE_CHANGED("Let the writer finish; write under a temporary name and rename it when whole."),
  /** An object-key template that can't be read. */
  BAD_TEMPLATE("Correct the object key of the flow."),
  /** An object key that S3 or the way back can't hold. */
  BAD_OBJECT_KEY("Rename the file or change the flow's object key."),
  /** A message lacks what its object key is made from. */
  HEADER_MISSING("Let the sender set the header, or let the flow's object key do without."),
  /** Another source of the same id was delivered before. */
  ID_TAKEN("Let the sender give each message an id of its own."),
  /** The same source is being delivered at this moment. */
  UNDER_WAY("Nothing is to be done; the other delivery decides."),
  /** Some of the messages that were to be one object are in another one already. */
  DELIVERED_BEFORE("Nothing is to be done; the messages come again, and those are let go then."),
  /** The store does not tell whether it has what was sent before. */
  EARLIER_UNSEEN(
      "Allow s3:GetObject on the objects and s3:ListBucket on the bucket, without which a missing"
          + " object is told as a denied one, and for shared flows s3:ListBucketMultipartUploads and"
          + " s3:AbortMultipartUpload; the messages wait in their queue."),
  /** A piece of metadata that the envelope or the delivery needs for itself. */
  METADATA_TAKEN("Give the metadata another name."),
  /** The store's answer does not prove that it holds what was sent. */
  NOT_PROVEN(
      "Choose the store's profile, allow reading the object's head, and look at what the store"
          + " holds under this key before trying again."),
  /** Neither a condition nor a look can keep what is there. */
  CANT_KEEP_TAKEN_KEYS("Let the flow number, or give it full access to the bucket."),
  /** All numbers are taken. */
  NO_FREE_NAME("Clear away old files or objects of that name, or let the name hold the date."),
  /** The object key was taken while we were sending. */
  KEY_TAKEN("Try again; the next attempt takes another number."),
  /** An object key that would leave the target directory or can't be a file name. */
  BAD_OUTPUT_NAME("Restore the object by hand under another name."),
  /** A link stands where a directory of the output must be. */
  LINK_IN_TARGET("Replace the link by a directory; outputs never leave the target directory."),
  /** The output exists and must not be replaced. */
  OUTPUT_EXISTS("Move the existing file away, or let the flow number or overwrite."),
  /** What was staged was not verified. */
  NOT_VERIFIED("Open the object again; unverified plaintext is never published."),
  /** No room. */
  DISK_FULL("Make room on the disk; the work goes on by itself."),
  /** A folder can't be written. */
  FOLDER_UNWRITABLE(
      "Let the user that runs Saddlebag write the folder, and check the disk and the limits on file"
          + " sizes."),
  /** A folder for done or failed files where files are watched. */
  BAD_FOLDER("Choose another folder; it must not hold the flow's directory."),
  /** The state can't be written. */
  STATE_UNWRITABLE("Let the user that runs Saddlebag write the state folder, and check the disk."),
  /** What waited on the disk for its delivery came back changed. */
  SPOOL_DAMAGED("Look at the disk under the state folder, and at who may write it."),
  /** Another process works with this folder. */
  STATE_IN_USE("Stop the other process, or give this one a state folder of its own."),
  /** A file that is no manifest, or one of a later version. */
  NOT_A_MANIFEST("Name a manifest of this version, or a file that does not exist yet."),
  /** A text that is no claim check, or one of a later version. */
  NOT_A_CLAIM("Give the body of a message that has the property SaddlebagClaim, as it came."),
  /** A manifest can't be read or written. */
  MANIFEST_UNAVAILABLE("Let this user read and write the manifest and its folder."),
  /** A failpoint that does not exist. */
  UNKNOWN_FAILPOINT("Correct the system property saddlebag.failpoint.");

  private final String fix;

  DeliveryError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
