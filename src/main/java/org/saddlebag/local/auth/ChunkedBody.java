package org.saddlebag.local.auth;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes the framing off an {@code aws-chunked} body and checks its signatures on the way. */
final class ChunkedBody extends InputStream {

  private static final int LINE_LIMIT_BYTES = 8192;
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  private final InputStream in;
  private final ChunkSignatures signatures;
  private final boolean signedTrailers;
  private final List<Map.Entry<String, String>> trailers = new ArrayList<>();
  private long left;
  private String chunkSignature;
  private boolean inChunk;
  private boolean ended;

  /**
   * A decoder.
   *
   * @param in the framed body
   * @param signatures the chain, or null for an unsigned body
   * @param signedTrailers whether signed trailers follow the last chunk
   */
  ChunkedBody(InputStream in, ChunkSignatures signatures, boolean signedTrailers) {
    this.in = in;
    this.signatures = signatures;
    this.signedTrailers = signedTrailers;
  }

  List<Map.Entry<String, String>> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("The body ended within a chunk.");
    }
    left -= read;
    if (signatures != null) {
      signatures.data(buffer, offset, read);
    }
    return read;
  }

  private boolean nextChunk() throws IOException {
    if (ended) {
      return false;
    }
    endChunk();
    String line = line();
    int semicolon = line.indexOf(';');
    left = size(semicolon < 0 ? line : line.substring(0, semicolon));
    int equals = line.indexOf("chunk-signature=");
    chunkSignature = equals < 0 ? null : line.substring(equals + "chunk-signature=".length());
    inChunk = true;
    if (left == 0) {
      ended = true;
      checkChunk();
      readTrailers();
    }
    return left > 0;
  }

  private void endChunk() throws IOException {
    if (inChunk) {
      if (!line().isEmpty()) {
        throw new IOException("A chunk is longer than it says.");
      }
      checkChunk();
    }
  }

  private void checkChunk() {
    if (signatures != null) {
      signatures.endOfChunk(chunkSignature);
    }
  }

  private void readTrailers() throws IOException {
    String signature = null;
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
      String value = colon < 0 ? "" : line.substring(colon + 1).trim();
      if (name.equals(TRAILER_SIGNATURE)) {
        signature = value;
      } else {
        trailers.add(Map.entry(name, value));
      }
    }
    if (signatures != null && signedTrailers) {
      signatures.trailers(trailers, signature);
    }
  }

  private static long size(String hex) throws IOException {
    try {
      return Long.parseLong(hex.trim(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("A chunk's size is no number: " + hex, e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        if (ended) {
          break;
        }
        throw new EOFException("The body ended between chunks.");
      }
      if (line.length() == LINE_LIMIT_BYTES) {
        throw new IOException("A line between chunks is too long.");
      }
      line.append((char) c);
    }
    int end = line.length();
    return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, in.available());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
