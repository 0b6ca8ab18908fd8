package org.saddlebag.s3;

/**
 * Is told of the steps of an upload as they happen, on the thread that made them, before the next
 * one starts; the journal and the failpoints of the kill tests hang here. What a method throws
 * fails the upload.
 */
public interface UploadListener {

  /** Listens to nothing. */
  UploadListener NONE = new UploadListener() {};

  /**
   * Whether the object is to be sent in parts, however small it is: then nothing appears before
   * {@link #completes}, and nothing at all once somebody has aborted the upload.
   *
   * @return false where that is worth no more requests
   */
  default boolean inParts() {
    return false;
  }

  /**
   * A multipart upload was created and would stay as an orphan if we died now.
   *
   * @param target where the object goes
   * @param uploadId the store's id of the upload
   */
  default void uploadCreated(ObjectAddress target, String uploadId) {}

  /**
   * The store has taken one part. Called from several threads.
   *
   * @param partNumber from 1
   */
  default void partStored(int partNumber) {}

  /**
   * The store has all parts, and the next request lets the object appear.
   *
   * @param target where the object goes
   */
  default void completes(ObjectAddress target) {}

  /**
   * The store has answered the put, or the completion of the multipart upload, with success.
   *
   * @param stored what it answered
   */
  default void objectStored(StoredObject stored) {}
}
