package org.saddlebag.camel.endpoint;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.saddlebag.camel.RouteError;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.queue.MessageError;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.delivery.Spool;
import org.saddlebag.errors.Refused;

/**
 * The content of a body that a consumer handed in, to be read at each attempt anew: of bytes, text
 * and files on this machine as they are; of streams, which give their bytes once, from a spool.
 *
 * @param sizeBytes how many
 * @param mediaType what they are
 * @param open gives them
 */
record ArrivedContent(long sizeBytes, String mediaType, Supplier<InputStream> open) {

  /**
   * The stream that was read last for this exchange. Whoever repeats the step, or goes on to
   * another flow, would find it empty.
   */
  static final Slot<Object> READ =
      new Slot<>("saddlebag.read-stream", Object.class, "the taking up of a stream");

  private static final String BINARY = "application/octet-stream";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int PIECE_BYTES = 64 * 1024;

  /**
   * How much may be taken, and where streams wait.
   *
   * @param mostBytes the largest content
   * @param state the state folder
   */
  record Limits(long mostBytes, Path state) {

    private void require(long sizeBytes) {
      if (sizeBytes > mostBytes) {
        throw new Refused(
            MessageError.MESSAGE_TOO_LARGE,
            "the content has more than the %d bytes that it may have".formatted(mostBytes));
      }
    }
  }

  static ArrivedContent of(Exchange exchange, Object body, Limits limits) throws IOException {
    if (body == null) {
      return bytes(new byte[0], BINARY, limits);
    }
    if (body instanceof byte[] bytes) {
      return bytes(bytes, BINARY, limits);
    }
    if (body instanceof String text) {
      return bytes(text.getBytes(StandardCharsets.UTF_8), TEXT, limits);
    }
    if (body instanceof File file) {
      return file(file.toPath(), limits);
    }
    if (body instanceof Path path) {
      return file(path, limits);
    }
    return body instanceof WrappedFile<?> file
        ? wrapped(exchange, file, limits)
        : stream(exchange, body, limits);
  }

  /** A file elsewhere has its content with it, unless its consumer was told not to fetch it. */
  private static ArrivedContent wrapped(Exchange exchange, WrappedFile<?> file, Limits limits)
      throws IOException {
    if (file.getFile() instanceof File local) {
      return file(local.toPath(), limits);
    }
    if (file.getBody() == null || file.getBody() == file) {
      throw unknown(exchange, "a file that was not fetched");
    }
    return of(exchange, file.getBody(), limits);
  }

  private static ArrivedContent bytes(byte[] bytes, String mediaType, Limits limits) {
    limits.require(bytes.length);
    return new ArrivedContent(bytes.length, mediaType, () -> new ByteArrayInputStream(bytes));
  }

  /** Whoever named the endpoint said which directory it is, links included. */
  private static ArrivedContent file(Path path, Limits limits) {
    Path whole = path.toAbsolutePath();
    SourceFile file =
        SourceFile.open(whole.getParent(), whole.getFileName().toString(), LinkPolicy.FOLLOW);
    limits.require(file.description().sizeBytes());
    return new ArrivedContent(file.description().sizeBytes(), BINARY, file::stream);
  }

  private static ArrivedContent stream(Exchange exchange, Object body, Limits limits)
      throws IOException {
    if (body instanceof StreamCache cache) {
      cache.reset();
    } else if (body instanceof InputStream || body instanceof Reader) {
      requireUnread(exchange, body);
    }
    Spool spool = Spool.in(limits.state());
    Slot.closeWhenDone(exchange, spool);
    try (InputStream stream = opened(exchange, body)) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
        limits.require(spool.sizeBytes() + count);
        spool.write(piece, 0, count);
      }
    }
    spool.complete();
    return new ArrivedContent(spool.sizeBytes(), BINARY, spool::open);
  }

  private static void requireUnread(Exchange exchange, Object stream) {
    if (READ.in(exchange).filter(before -> before == stream).isPresent()) {
      throw new Refused(
          EndpointError.STREAM_USED_UP,
          "the content of %s was read before".formatted(exchange.getFromRouteId()));
    }
    READ.put(exchange, stream);
  }

  private static InputStream opened(Exchange exchange, Object body) {
    if (body instanceof InputStream stream) {
      return stream;
    }
    InputStream stream =
        exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body);
    if (stream == null) {
      throw unknown(exchange, body.getClass().getName());
    }
    return stream;
  }

  private static Refused unknown(Exchange exchange, String body) {
    return new Refused(
        RouteError.UNKNOWN_BODY,
        "%s needs bytes, text, a file or a stream, was %s"
            .formatted(exchange.getFromRouteId(), body));
  }
}
