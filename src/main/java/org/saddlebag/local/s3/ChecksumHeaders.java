package org.saddlebag.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.saddlebag.local.store.Checksum;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.wire.Header;
import org.saddlebag.local.wire.Headers;

/**
 * The checksum that a client promises with a body.
 *
 * @param algorithm the algorithm, or null for none
 * @param value Base64, or null where it follows the body as a trailer
 */
record ChecksumHeaders(ChecksumAlgorithm algorithm, String value) {

  private static final String PREFIX = "x-amz-checksum-";

  static ChecksumHeaders of(Headers headers) {
    List<ChecksumHeaders> found = new ArrayList<>();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String value = headers.get(algorithm.header());
      if (value != null) {
        found.add(new ChecksumHeaders(algorithm, value));
      }
    }
    ChecksumAlgorithm trailer = trailer(headers);
    if (trailer != null) {
      found.add(new ChecksumHeaders(trailer, null));
    }
    return one(found, headers);
  }

  private static ChecksumAlgorithm trailer(Headers headers) {
    String trailer = headers.get("x-amz-trailer", "").trim().toLowerCase(Locale.ROOT);
    return trailer.startsWith(PREFIX)
        ? ChecksumAlgorithm.named(trailer.substring(PREFIX.length()))
        : null;
  }

  private static ChecksumHeaders one(List<ChecksumHeaders> found, Headers headers) {
    if (found.size() > 1) {
      throw S3Errors.invalidRequest(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    String sdk = headers.get("x-amz-sdk-checksum-algorithm");
    if (found.isEmpty()) {
      if (sdk != null) {
        throw S3Errors.invalidRequest(
            "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
                + " x-amz-trailer headers were found.");
      }
      return new ChecksumHeaders(null, null);
    }
    ChecksumHeaders only = found.get(0);
    if (sdk != null && !only.algorithm().name().equalsIgnoreCase(sdk)) {
      throw S3Errors.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
    return only;
  }

  /** The algorithm that a copy or an upload asks for; null for none. */
  static ChecksumAlgorithm wanted(Headers headers) {
    String name = headers.get("x-amz-checksum-algorithm");
    if (name == null) {
      return null;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(name);
    if (algorithm == null) {
      throw S3Errors.invalidRequest(
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }
    return algorithm;
  }

  /** How a stored checksum is told to the client. */
  static List<Header> answer(Checksum checksum) {
    return List.of(
        new Header(checksum.algorithm().header(), checksum.value()),
        new Header("x-amz-checksum-type", checksum.type().name()));
  }

  /** The same within XML. */
  static Xml answer(Xml xml, Checksum checksum) {
    return xml.text("Checksum" + checksum.algorithm().name(), checksum.value())
        .text("ChecksumType", checksum.type().name());
  }
}
