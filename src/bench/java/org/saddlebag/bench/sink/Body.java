package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** The body of one request, freed of its framing. */
interface Body {

  /** What to take for a length that the client does not name. */
  long UNKNOWN = -1;

  /**
   * Reads some bytes.
   *
   * @return false at the end, which must be reached so that the next request can be read
   */
  boolean read(ByteBuffer target) throws IOException;

  /** The length of the content, or {@link #UNKNOWN}. */
  long length();

  /** The checksums that stood in the head or, at the end, in the trailers. */
  Map<String, String> checksums();

  static Body of(RequestHead head, Wire wire) {
    Map<String, String> checksums = new TreeMap<>();
    head.headers().forEach((name, value) -> Checksums.keep(checksums, name, value));
    String decoded = head.header("x-amz-decoded-content-length");
    String coding = head.header("content-encoding");
    boolean chunked = head.header("transfer-encoding") != null;
    if (chunked || (coding != null && coding.contains("aws-chunked"))) {
      return new ChunkedBody(wire, decoded == null ? UNKNOWN : Long.parseLong(decoded), checksums);
    }
    String length = head.header("content-length");
    return new PlainBody(wire, length == null ? 0 : Long.parseLong(length), checksums);
  }
}
