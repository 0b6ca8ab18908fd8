package org.saddlebag.s3;

/** How strongly the store's answer proves that it holds what was sent; strongest first. */
public enum ProofLevel {
  /** A checksum over the whole object, computed by the store, equals ours. */
  FULL_OBJECT_CHECKSUM,
  /** Each part or the single put carried a checksum or Content-MD5 that the store checked. */
  PART_CHECKSUMS,
  /** Only the length that the store reports equals what was sent. */
  LENGTH,
  /** Nothing was proven. */
  NONE
}
