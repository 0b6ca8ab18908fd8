package org.saddlebag.bench.sink;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The bytes of one connection. Bodies bypass the buffer as far as they have not yet come in. */
final class Wire implements Closeable {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int BODY_BUFFER_BYTES = 256 << 10;
  private static final byte[] GO_ON =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private ByteBuffer bodyBuffer;

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  /** The next request's head without the empty line, or null where the client is done. */
  String head() throws IOException {
    int scanned = 0;
    while (true) {
      int length = headLength(scanned);
      if (length >= 0) {
        String head = text(length);
        in.position(in.position() + 4);
        return head;
      }
      scanned = Math.max(0, in.remaining() - 3);
      if (!receive()) {
        return null;
      }
    }
  }

  /** A line without its end. */
  String line() throws IOException {
    int length = 0;
    while (true) {
      for (; length < in.remaining(); length++) {
        if (in.get(in.position() + length) == '\n') {
          String line = text(length);
          in.get();
          return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        }
      }
      need();
    }
  }

  /** Some bytes, at least one where the target has room. */
  void read(ByteBuffer target) throws IOException {
    if (in.hasRemaining()) {
      int count = Math.min(in.remaining(), target.remaining());
      target.put(in.slice(in.position(), count));
      in.position(in.position() + count);
    } else if (target.hasRemaining() && channel.read(target) < 0) {
      throw new EOFException();
    }
  }

  /** Room for a piece of a body, always the same; empty and ready to be filled. */
  ByteBuffer bodyBuffer() {
    if (bodyBuffer == null) {
      bodyBuffer = ByteBuffer.allocateDirect(BODY_BUFFER_BYTES);
    }
    return bodyBuffer.clear();
  }

  void goOn() throws IOException {
    write(ByteBuffer.wrap(GO_ON));
    flush();
  }

  /** What is small waits for {@link #flush}, so that head and body leave together. */
  void write(ByteBuffer piece) throws IOException {
    if (piece.remaining() > out.remaining()) {
      flush();
    }
    if (piece.remaining() <= out.remaining()) {
      out.put(piece);
    } else {
      writeFully(piece);
    }
  }

  void flush() throws IOException {
    writeFully(out.flip());
    out.clear();
  }

  void send(FileChannel file, long first, long count) throws IOException {
    flush();
    long sent = 0;
    while (sent < count) {
      sent += file.transferTo(first + sent, count - sent, channel);
    }
  }

  private void writeFully(ByteBuffer piece) throws IOException {
    while (piece.hasRemaining()) {
      channel.write(piece);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int headLength(int from) {
    int start = in.position();
    for (int i = start + from; i + 3 < in.limit(); i++) {
      if (in.get(i) == '\r' && in.get(i + 2) == '\r' && in.get(i + 3) == '\n') {
        return i - start;
      }
    }
    return -1;
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void need() throws IOException {
    if (!receive()) {
      throw new EOFException();
    }
  }

  private boolean receive() throws IOException {
    in.compact();
    int count = in.hasRemaining() ? channel.read(in) : -1;
    in.flip();
    return count >= 0;
  }
}
