package org.saddlebag.format;

import org.saddlebag.errors.ErrorCode;

/** What can be wrong with an envelope. */
public enum FormatError implements ErrorCode {
  /** No part of an envelope. */
  NOT_SEALED(
      "Check that the object was sealed and that its metadata was not lost in a copy; an envelope"
          + " in an instruction file is not read yet."),
  /** Parts of two format versions. */
  MIXED_VERSIONS("Restore the object's metadata from another version; it was tampered with."),
  /** A part is not there. */
  MISSING_PART("Restore the object's metadata from another version or a copy."),
  /** A part stands twice, with names that differ in case. */
  REPEATED_PART("Restore the object's metadata from another version; it was tampered with."),
  /** A part does not belong to this wrap algorithm. */
  UNEXPECTED_PART("Restore the object's metadata from another version; it was tampered with."),
  /** A value is not base64. */
  NOT_BASE64("Restore the object's metadata from another version or a copy."),
  /** A value has the wrong number of bytes. */
  WRONG_LENGTH("Restore the object's metadata from another version or a copy."),
  /** An IV or a message id is all zero. */
  ALL_ZERO("Restore the object's metadata from another version; the writer never filled it in."),
  /** An algorithm that no version of the format has. */
  UNKNOWN_ALGORITHM("Restore the object's metadata, or read it with the client that wrote it."),
  /** A format or algorithm that is no longer written. */
  LEGACY("Read the object with the client that wrote it and seal it again."),
  /** JSON that is not one flat object of strings. */
  BAD_JSON("Restore the object's metadata from another version or a copy."),
  /** More JSON than any writer makes. */
  JSON_TOO_LONG("Restore the object's metadata from another version or a copy.");

  private final String fix;

  FormatError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
