package org.saddlebag.local.auth;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/**
 * The chain of signatures through a chunked body: each covers its chunk and the signature before.
 * Source: "Signature calculations for the Authorization header: transferring payload in multiple
 * chunks" and "... including trailing headers".
 */
final class ChunkSignatures {

  private final SigningContext context;
  private final MessageDigest digest = Hashes.digest("SHA-256");
  private String previous;

  ChunkSignatures(SigningContext context) {
    this.context = context;
    this.previous = context.seedSignature();
  }

  void data(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  void endOfChunk(String signature) {
    String hash = Hashes.hex(digest.digest());
    String rest = previous + "\n" + Hashes.EMPTY_SHA256 + "\n" + hash;
    check(context.sign("AWS4-HMAC-SHA256-PAYLOAD", rest), signature);
  }

  void trailers(List<Map.Entry<String, String>> trailers, String signature) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> trailer : trailers) {
      text.append(trailer.getKey()).append(':').append(trailer.getValue()).append('\n');
    }
    String rest = previous + "\n" + Hashes.sha256Hex(text.toString());
    check(context.sign("AWS4-HMAC-SHA256-TRAILER", rest), signature);
  }

  private void check(String expected, String signature) {
    if (signature == null || !Hashes.same(expected, signature)) {
      throw new AuthFailure(
          AuthFailure.Kind.MISMATCH,
          "The chunk signature we calculated does not match the signature you provided.");
    }
    previous = expected;
  }
}
