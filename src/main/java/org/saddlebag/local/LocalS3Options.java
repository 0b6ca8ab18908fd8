package org.saddlebag.local;

/**
 * What can be set about the local S3. Immutable: each {@code with} makes a new one.
 *
 * @param common what S3 and KMS have in common
 * @param minimumPartBytes the smallest part but the last; 5 MiB at AWS
 * @param md5Etags whether ETags are the MD5 where they are at AWS; opaque ones save half a second
 *     of CPU or more a gigabyte
 * @param customerKeysBlocked whether writes with SSE-C are denied, as in new buckets at AWS since
 *     April 2026
 * @param repeatableComplete whether completing the same upload once more answers success again;
 *     otherwise {@code NoSuchUpload}
 */
public record LocalS3Options(
    LocalOptions common,
    long minimumPartBytes,
    boolean md5Etags,
    boolean customerKeysBlocked,
    boolean repeatableComplete) {

  private static final long MINIMUM_PART_BYTES = 5L * 1024 * 1024;

  /**
   * As AWS behaves, but that SSE-C is allowed.
   *
   * @return the defaults
   */
  public static LocalS3Options defaults() {
    return new LocalS3Options(LocalOptions.defaults(), MINIMUM_PART_BYTES, true, false, true);
  }

  /**
   * With other common options.
   *
   * @param value the options
   * @return new options
   */
  public LocalS3Options with(LocalOptions value) {
    return new LocalS3Options(
        value, minimumPartBytes, md5Etags, customerKeysBlocked, repeatableComplete);
  }

  /**
   * With another smallest part.
   *
   * @param value bytes
   * @return new options
   */
  public LocalS3Options withMinimumPartBytes(long value) {
    return new LocalS3Options(common, value, md5Etags, customerKeysBlocked, repeatableComplete);
  }

  /**
   * With ETags that cost nothing.
   *
   * @return new options
   */
  public LocalS3Options withOpaqueEtags() {
    return new LocalS3Options(
        common, minimumPartBytes, false, customerKeysBlocked, repeatableComplete);
  }

  /**
   * With writes under SSE-C denied.
   *
   * @return new options
   */
  public LocalS3Options withCustomerKeysBlocked() {
    return new LocalS3Options(common, minimumPartBytes, md5Etags, true, repeatableComplete);
  }

  /**
   * With uploads that are unknown once they are completed.
   *
   * @return new options
   */
  public LocalS3Options withUnrepeatableComplete() {
    return new LocalS3Options(common, minimumPartBytes, md5Etags, customerKeysBlocked, false);
  }
}
