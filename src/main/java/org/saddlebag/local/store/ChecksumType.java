package org.saddlebag.local.store;

/** Over what a checksum was taken. */
public enum ChecksumType {
  /** Over all bytes of the object. */
  FULL_OBJECT,
  /** Over the checksums of the parts; the value ends in {@code -N} for N parts. */
  COMPOSITE
}
