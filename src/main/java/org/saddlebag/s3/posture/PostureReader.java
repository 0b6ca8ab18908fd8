package org.saddlebag.s3.posture;

/** Looks at a bucket's configuration, and at what we may do in it; changes nothing. */
public interface PostureReader {

  /**
   * Asks a bucket for its configuration.
   *
   * @param bucket the bucket
   * @return all that could be seen; what one question failed with keeps no other from its answer
   * @throws org.saddlebag.errors.SaddlebagException where no question can be answered: no such
   *     bucket, no credentials, no connection
   */
  BucketPosture posture(String bucket);

  /**
   * Tries what we may do, by asking for an object that does not exist: one get, one listing.
   *
   * @param bucket the bucket
   * @param prefix where objects lie, may be empty
   * @return what the answers show
   * @throws org.saddlebag.errors.SaddlebagException as {@link #posture}
   */
  OwnRights rights(String bucket, String prefix);
}
