package org.saddlebag.camel.s3object;

/** What becomes of a delivered object; the names are those of the endpoint's option. */
public enum AfterObject {
  /** It stays, and is remembered. */
  remember,
  /** It is deleted; on a bucket with versions it stays as an older version. */
  delete,
  /** It goes under another prefix of the bucket. */
  move,
  /** It stays, is tagged, and is remembered. */
  tag
}
