package org.saddlebag.local.auth;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.saddlebag.local.wire.Request;

/** The content of a request after its framing, with what the request said of it. */
public final class Payload {

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String STREAMING = "STREAMING-";

  private final Request request;
  private final SigningContext context;
  private final String mode;
  private ChunkedBody chunked;

  /**
   * The content of a request whose signature held.
   *
   * @param request the request
   * @param context its signature
   */
  public Payload(Request request, SigningContext context) {
    this.request = request;
    this.context = context;
    this.mode = mode(request);
  }

  /**
   * What stands for the body in the signature.
   *
   * @param request the request
   * @return the value of {@code x-amz-content-sha256}; where it is absent, the value of an unsigned
   *     payload
   */
  public static String mode(Request request) {
    return request.headers().get("x-amz-content-sha256", UNSIGNED);
  }

  /**
   * Whether the mode is one that S3 knows.
   *
   * @param mode the value of {@code x-amz-content-sha256}
   * @return true for a SHA-256 in hex and the four named modes
   */
  public static boolean known(String mode) {
    return mode.equals(UNSIGNED)
        || mode.equals("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
        || mode.equals("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
        || mode.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")
        || mode.matches("[0-9a-f]{64}");
  }

  /**
   * The length of the content.
   *
   * @return bytes without framing, or -1 where the request does not say
   */
  public long length() {
    if (!mode.startsWith(STREAMING)) {
      return request.contentLength();
    }
    String decoded = request.headers().get("x-amz-decoded-content-length", "");
    return decoded.matches("[0-9]{1,18}") ? Long.parseLong(decoded) : -1;
  }

  /**
   * The SHA-256 that was signed for the whole content.
   *
   * @return 64 hex digits, or null where the mode has none
   */
  public String signedSha256() {
    return mode.length() == Hashes.EMPTY_SHA256.length() ? mode : null;
  }

  /**
   * The content.
   *
   * @return a stream that throws {@link AuthFailure} where a chunk's signature does not hold
   * @throws IOException when the connection fails
   */
  public InputStream open() throws IOException {
    if (!mode.startsWith(STREAMING)) {
      return request.body();
    }
    boolean signed = mode.startsWith("STREAMING-AWS4");
    ChunkSignatures signatures = signed ? new ChunkSignatures(context) : null;
    chunked = new ChunkedBody(request.body(), signatures, mode.endsWith("-TRAILER"));
    return chunked;
  }

  /**
   * The headers that followed the content; read the content to its end first.
   *
   * @return lower-case names with their values
   */
  public List<Map.Entry<String, String>> trailers() {
    return chunked == null ? List.of() : List.copyOf(chunked.trailers());
  }
}
