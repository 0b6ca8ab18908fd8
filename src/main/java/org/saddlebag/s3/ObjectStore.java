package org.saddlebag.s3;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The object store as the rest of the house sees it. Safe for use by several threads.
 *
 * <p>Every method throws {@code StoreUnavailable} when the store can't be reached or fails, {@code
 * Refused} when it says no (no such bucket or object, access denied, precondition), each with the
 * address in the message. Passing troubles (500, 503, resets, stalls) are retried inside, part by
 * part, before anything is thrown.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * Stores a stream of any length as one object: a single put below the part size, the pipelined
   * multipart upload from there on, or at once where the listener wants parts. The stream is read
   * once, in order, on the calling thread; a retried part is sent again from its buffer. On failure
   * the multipart upload is aborted.
   *
   * <p>A store that begins an upload but whose answer is lost keeps one that nobody knows of. It
   * holds no bytes; a lifecycle rule for incomplete uploads takes it away.
   *
   * @param target bucket and key
   * @param content the bytes; not closed here
   * @param lengthBytes the number of bytes that {@code content} must give, or -1 when unknown;
   *     another number fails the put before the object becomes visible
   * @param options metadata, server-side encryption, overwriting
   * @param listener is told of each step
   * @return what was sent and what the store answered
   */
  StoredObject put(
      ObjectAddress target,
      InputStream content,
      long lengthBytes,
      PutOptions options,
      UploadListener listener);

  /**
   * Whether a put of that length under {@link PutOptions.Overwrite#REFUSE} is one request, which
   * the store itself is known to refuse when the key is taken. To look first saves nothing then.
   *
   * @param lengthBytes as for {@link #put}, -1 when unknown
   * @return false where a look is worth its request
   */
  default boolean refusesTakenKeys(long lengthBytes) {
    return false;
  }

  /**
   * Whether the store itself is known to refuse a put of that length under {@link
   * PutOptions.Overwrite#REFUSE} when the key is taken, in however many requests.
   *
   * @param lengthBytes as for {@link #put}, -1 when unknown
   * @return false where only a look before can keep a taken key
   */
  default boolean keepsTakenKeys(long lengthBytes) {
    return refusesTakenKeys(lengthBytes);
  }

  /**
   * The same store, spoken to in another capacity.
   *
   * @param access how; a write-only one refuses with {@code Refused(WRITE_ONLY)}, before anything
   *     is sent, whatever would read, look or list
   * @return a view that needs no closing and lives as long as this store
   */
  ObjectStore as(StoreAccess access);

  /**
   * What kind of store it is.
   *
   * @return what it can do and prove
   */
  StoreProfile profile();

  /**
   * How much of the memory for parts is taken.
   *
   * @return all zeros for a store that has none
   */
  default BufferUse bufferUse() {
    return BufferUse.NONE;
  }

  /**
   * Opens an object for reading.
   *
   * @param source bucket, key and perhaps version
   * @param customerKey the SSE-C key, or null
   * @return the stream, to be closed by the caller
   */
  ObjectBody get(ObjectAddress source, CustomerKey customerKey);

  /**
   * Opens a part of an object for reading, provided it is still the same.
   *
   * @param source bucket, key and perhaps version
   * @param customerKey the SSE-C key, or null
   * @param fromByte the first byte, from 0
   * @param toByteInclusive the last byte
   * @param ifMatch the entity tag it must have (else {@code Refused(OBJECT_CHANGED)}), or null
   * @return the stream, to be closed by the caller
   */
  ObjectBody getRange(
      ObjectAddress source,
      CustomerKey customerKey,
      long fromByte,
      long toByteInclusive,
      String ifMatch);

  /**
   * Asks for what the store knows of an object.
   *
   * @param source bucket, key and perhaps version
   * @param customerKey the SSE-C key, or null
   * @return the head
   */
  ObjectHead head(ObjectAddress source, CustomerKey customerKey);

  /**
   * Lists the newest versions under a prefix in key order, page by page as the stream is read.
   *
   * @param bucket the bucket
   * @param prefix the prefix, may be empty
   * @return a lazy stream
   */
  Stream<ListedObject> list(String bucket, String prefix);

  /**
   * Copies an object within the store, with other metadata, provided the source is still the same.
   *
   * @param source where from
   * @param sourceKey the SSE-C key of the source, or null
   * @param ifMatch the entity tag that the source must have, or null
   * @param target where to
   * @param options the copy's metadata, server-side encryption and overwriting; without tags, a
   *     storage class or one of the headers, the source's are kept
   * @return what the store answered
   */
  StoredObject copy(
      ObjectAddress source,
      CustomerKey sourceKey,
      String ifMatch,
      ObjectAddress target,
      PutOptions options);

  /**
   * Has an archived object made readable, which takes minutes to days; one for which that was asked
   * already is left alone.
   *
   * @param source bucket, key and perhaps version
   * @param customerKey the SSE-C key, or null
   * @param days for how long it stays readable, from 1; objects in INTELLIGENT_TIERING stay so
   * @param tier how fast
   */
  void restore(ObjectAddress source, CustomerKey customerKey, int days, RestoreTier tier);

  /**
   * Deletes an object; a missing one is no error.
   *
   * @param target bucket, key and perhaps version
   */
  void delete(ObjectAddress target);

  /**
   * Replaces an object's tags.
   *
   * @param target bucket, key and perhaps version
   * @param tags the new tags
   */
  void tag(ObjectAddress target, Map<String, String> tags);

  /**
   * Aborts a multipart upload; a missing one is no error.
   *
   * @param target bucket and key of the upload
   * @param uploadId the store's id of the upload
   */
  void abort(ObjectAddress target, String uploadId);

  /**
   * The multipart uploads of one key that are neither completed nor aborted, whoever began them.
   *
   * @param target bucket and key
   * @return their ids, oldest first
   */
  List<String> uploads(ObjectAddress target);

  /**
   * Checks, without asking the store, that a bucket can have a kind of server-side encryption. Puts
   * and copies check the same.
   *
   * @param bucket the bucket
   * @param sse what objects are to be put under
   */
  default void requireFit(String bucket, ServerSideEncryption sse) {}

  /**
   * Checks that a bucket exists and that we may speak to it.
   *
   * @param bucket the bucket
   */
  void requireBucket(String bucket);

  @Override
  void close();
}
