package org.saddlebag.local.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.store.Digests;
import org.saddlebag.local.store.Draft;
import org.saddlebag.local.store.Encryption;
import org.saddlebag.local.store.Sums;
import org.saddlebag.local.wire.ApiError;

/** Takes in bodies: objects and parts to disk, small documents to memory. */
final class Intake {

  /** "Amazon S3 quotas": the largest single put, and the largest part. */
  private static final long MAX_PUT_BYTES = 5L * 1024 * 1024 * 1024;

  private static final int MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

  private final boolean md5Etags;

  Intake(S3Settings settings) {
    this.md5Etags = settings.md5Etags();
  }

  /**
   * Streams a body to disk and checks it.
   *
   * @param check what was promised
   * @param algorithm the checksum to store, whoever promised it
   */
  Sums take(
      S3Request request,
      BodyCheck check,
      ChecksumAlgorithm algorithm,
      Encryption encryption,
      Draft draft)
      throws IOException {
    checkLength(request);
    boolean md5 = md5Etags && encryption.etagIsMd5();
    Digests digests = check.digests().with(algorithm);
    if (md5) {
      digests.withMd5();
    }
    try (InputStream in = request.payload().open()) {
      draft.receive(in, request.payload().length(), digests);
    } catch (EOFException e) {
      throw new ApiError(400, "IncompleteBody", e.getMessage());
    }
    check.verify(draft.size(), digests);
    ChecksumAlgorithm claimed = check.algorithm();
    String claimedValue = claimed == null ? null : digests.value(claimed);
    return new Sums(
        etag(md5 ? digests : null), md5, digests.value(algorithm), claimed, claimedValue);
  }

  /** A copy within the store: nothing was promised, everything is computed. */
  Sums take(
      InputStream in, long size, ChecksumAlgorithm algorithm, Encryption encryption, Draft draft)
      throws IOException {
    boolean md5 = md5Etags && encryption.etagIsMd5();
    Digests digests = new Digests().with(algorithm);
    if (md5) {
      digests.withMd5();
    }
    draft.receive(in, size, digests);
    return new Sums(etag(md5 ? digests : null), md5, digests.value(algorithm), null, null);
  }

  private static void checkLength(S3Request request) {
    long length = request.payload().length();
    if (length < 0) {
      throw new ApiError(
          411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }
    if (length > MAX_PUT_BYTES) {
      throw new ApiError(
              400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
          .detail("ProposedSize", Long.toString(length))
          .detail("MaxSizeAllowed", Long.toString(MAX_PUT_BYTES));
    }
  }

  private static String etag(Digests md5) {
    if (md5 != null) {
      return md5.md5Hex();
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Reads a document and checks it. */
  static XmlNode document(S3Request request, BodyCheck check) throws IOException {
    return XmlNode.parse(bytes(request, check));
  }

  /** Reads a document whose form is not known here, and checks it. */
  static byte[] bytes(S3Request request, BodyCheck check) throws IOException {
    byte[] bytes;
    try (InputStream in = request.payload().open()) {
      bytes = in.readNBytes(MAX_DOCUMENT_BYTES + 1);
    }
    if (bytes.length > MAX_DOCUMENT_BYTES) {
      throw new ApiError(400, "MaxMessageLengthExceeded", "Your request was too big.");
    }
    Digests digests = check.digests();
    digests.update(bytes);
    check.verify(bytes.length, digests);
    return bytes;
  }
}
