package org.saddlebag.camel.s3object;

/** What an {@code s3-object} step does; the names are those of the endpoint's option. */
public enum S3ObjectOperation {
  /** Deliver sealed content as an object. */
  put,
  /** Fetch the object that the consumer found. */
  get
}
