package org.saddlebag.local.s3;

import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.store.ChecksumType;
import org.saddlebag.local.store.Upload;

/** Rules of multipart uploads that several operations share. */
final class Multipart {

  /** "Amazon S3 multipart upload limits": parts 1 to 10,000. */
  private static final int MAX_PARTS = 10_000;

  private Multipart() {}

  static int partNumber(String text) {
    int number = text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MAX_PARTS) {
      throw S3Errors.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }
    return number;
  }

  static Upload upload(S3Request request, Bucket bucket) {
    String uploadId = request.query().get("uploadId", "");
    Upload upload = bucket.uploads().find(uploadId, request.key());
    if (upload == null) {
      throw S3Errors.noSuchUpload(uploadId);
    }
    return upload;
  }

  /**
   * How an upload makes the object's checksum. Source: "Checking object integrity", table of
   * algorithms and types.
   */
  static ChecksumType type(ChecksumAlgorithm algorithm, String wanted) {
    if (wanted == null) {
      return algorithm == ChecksumAlgorithm.CRC64NVME
          ? ChecksumType.FULL_OBJECT
          : ChecksumType.COMPOSITE;
    }
    boolean full = wanted.equals("FULL_OBJECT");
    boolean allowed =
        full
            ? algorithm.isCrc()
            : wanted.equals("COMPOSITE") && algorithm != ChecksumAlgorithm.CRC64NVME;
    if (!allowed) {
      throw S3Errors.invalidRequest(
          "The "
              + wanted
              + " checksum type cannot be used with the "
              + algorithm
              + " checksum algorithm.");
    }
    return full ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
  }
}
