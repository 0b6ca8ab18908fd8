package org.saddlebag.local.wire;

/**
 * What a request asks for; faults and records go by it.
 *
 * @param operation the API's name of the operation, for example {@code PutObject}
 * @param bucket the bucket, or null
 * @param key the object key, or null
 * @param partNumber the part, or 0
 * @param attempt the how-manieth request with the same operation, bucket, key and part this is,
 *     from 1; always 1 where no fault hook is set
 */
public record Call(String operation, String bucket, String key, int partNumber, int attempt) {

  /**
   * A first attempt.
   *
   * @param operation the operation
   * @param bucket the bucket, or null
   * @param key the key, or null
   * @param partNumber the part, or 0
   */
  public Call(String operation, String bucket, String key, int partNumber) {
    this(operation, bucket, key, partNumber, 1);
  }

  Call withAttempt(int number) {
    return new Call(operation, bucket, key, partNumber, number);
  }
}
