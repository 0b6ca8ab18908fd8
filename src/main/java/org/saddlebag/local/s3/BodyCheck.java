package org.saddlebag.local.s3;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.store.Digests;
import org.saddlebag.local.wire.ApiError;

/** Whether a body is what its headers and trailers promise. */
final class BodyCheck {

  private final S3Request request;
  private final ChecksumHeaders promised;
  private final String contentMd5;

  BodyCheck(S3Request request) {
    this(request, ChecksumHeaders.of(request.headers()));
  }

  /** For a request whose checksum headers speak of the object and not of its body. */
  static BodyCheck ofDocument(S3Request request) {
    return new BodyCheck(request, new ChecksumHeaders(null, null));
  }

  private BodyCheck(S3Request request, ChecksumHeaders promised) {
    this.request = request;
    this.promised = promised;
    this.contentMd5 = request.headers().get("content-md5");
    if (promised.value() != null && !promised.algorithm().accepts(promised.value())) {
      throw S3Errors.invalidRequest(
          "Value for " + promised.algorithm().header() + " header is invalid.");
    }
    if (contentMd5 != null && !isMd5(contentMd5)) {
      throw new ApiError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
    }
  }

  private static boolean isMd5(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The algorithm the client uses, or null where it uses none. */
  ChecksumAlgorithm algorithm() {
    return promised.algorithm();
  }

  /** Whether anything protects the body at all. */
  boolean isProtected() {
    return promised.algorithm() != null || contentMd5 != null;
  }

  /** The sums that are needed to check. */
  Digests digests() {
    Digests digests = new Digests().with(promised.algorithm());
    if (contentMd5 != null) {
      digests.withMd5();
    }
    if (request.payload().signedSha256() != null) {
      digests.with(ChecksumAlgorithm.SHA256);
    }
    return digests;
  }

  /** Refuses a body of another length or with other sums than promised. */
  void verify(long size, Digests digests) {
    if (request.payload().length() >= 0 && request.payload().length() != size) {
      throw new ApiError(
          400,
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
    verifySha256(digests);
    if (contentMd5 != null) {
      byte[] md5 = HexFormat.of().parseHex(digests.md5Hex());
      if (!Base64.getEncoder().encodeToString(md5).equals(contentMd5)) {
        throw S3Errors.badDigest("Content-MD5");
      }
    }
    if (promised.algorithm() != null
        && !digests.value(promised.algorithm()).equals(promisedValue())) {
      throw S3Errors.badDigest(promised.algorithm().name());
    }
  }

  private void verifySha256(Digests digests) {
    String signed = request.payload().signedSha256();
    if (signed == null) {
      return;
    }
    byte[] sha256 = Base64.getDecoder().decode(digests.value(ChecksumAlgorithm.SHA256));
    if (!HexFormat.of().formatHex(sha256).equals(signed)) {
      throw new ApiError(
          400,
          "XAmzContentSHA256Mismatch",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
  }

  private String promisedValue() {
    if (promised.value() != null) {
      return promised.value();
    }
    for (Map.Entry<String, String> trailer : request.payload().trailers()) {
      if (trailer.getKey().equals(promised.algorithm().header())) {
        return trailer.getValue();
      }
    }
    throw new ApiError(
        400,
        "MalformedTrailerError",
        "The request contained trailing data that was not well-formed"
            + " or did not conform to our published schema.");
  }
}
