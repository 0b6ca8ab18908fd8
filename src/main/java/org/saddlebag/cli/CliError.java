package org.saddlebag.cli;

import org.saddlebag.errors.ErrorCode;

/** What can go wrong on the command line itself. */
public enum CliError implements ErrorCode {
  /** The arguments make no sense. */
  USAGE("See saddlebag --help."),
  /** No {@code s3://} address, or one of the wrong kind. */
  BAD_ADDRESS("Write s3://BUCKET/KEY for an object, s3://BUCKET/PREFIX/ for all below a prefix."),
  /** A directory was given, but its content was not asked for. */
  DIRECTORY("Add --recursive to seal what is in the directory."),
  /** Options of objects that this store, this bucket or this sender can't have. */
  BAD_OBJECT_OPTIONS("Correct what is listed."),
  /** A path to seal does not exist. */
  NO_SUCH_FILE("Correct the path."),
  /** A directory could not be listed. */
  DIRECTORY_UNREADABLE("Let this user read and enter the directory."),
  /** Two files would get one object key. */
  SAME_KEY("Seal them to different prefixes."),
  /** The target can't hold what is to be opened. */
  BAD_TARGET("Name a directory."),
  /** Nothing is there to open. */
  NOTHING_FOUND("Check the prefix; it is compared with the object keys character by character."),
  /** The object is not the one that a manifest or claim check names. */
  OTHER_OBJECT("Open the version that was sealed, by its version id, or the object as it is now."),
  /** A claim check for another bucket than the user allows. */
  OTHER_BUCKET("Redeem it without --bucket if you trust its sender, or ask them."),
  /** Bytes could not be moved. */
  TRANSFER_BROKEN("Try again; look at the network, the disk and the log."),
  /** No flows are declared. */
  NO_FLOWS("Declare flows in routes/flows.yaml, or name their folder with --routes."),
  /** The embedded servers are not on the class path. */
  NOT_INSTALLED("Use the complete installation: lib/try belongs to it."),
  /** Somebody asked to stop. */
  STOPPED("Run the command again; what is named as done need not be repeated."),
  /** The Java heap is full. */
  OUT_OF_MEMORY(
      "Give more heap (SADDLEBAG_JAVA_OPTS=-Xmx...), fewer --jobs or less"
          + " saddlebag.s3.buffer-memory."),
  /** A fault of ours. */
  INTERNAL_FAULT("Report this with the log of the run.");

  private final String fix;

  CliError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
