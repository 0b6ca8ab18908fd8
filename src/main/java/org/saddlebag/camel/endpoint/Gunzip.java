package org.saddlebag.camel.endpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.Disk;
import org.saddlebag.errors.Refused;

/**
 * Decompresses gzip in a stream, within a limit, which Camel's {@code gzipDeflater} has none of.
 * All of it is gone through first: where it is damaged or more comes out than is allowed, nothing
 * of it is seen. A bean for routes of the user's own.
 */
public final class Gunzip implements CamelContextAware {

  private static final int PIECE_BYTES = 64 * 1024;

  private CamelContext context;
  private DeliveryState state;
  private long maxBytes = 1L << 30;

  /**
   * The content of the body.
   *
   * @param exchange its body may be bytes, a file or a stream
   * @return a stream that is closed with the exchange
   * @throws Refused {@code GZIP_TOO_LARGE} or {@code GZIP_UNREADABLE}
   * @throws IOException if the body can't be read
   */
  public InputStream content(Exchange exchange) throws IOException {
    ArrivedContent compressed =
        ArrivedContent.of(
            exchange,
            exchange.getMessage().getBody(),
            new ArrivedContent.Limits(Long.MAX_VALUE, state.directory()));
    check(compressed);
    InputStream content = open(compressed);
    Slot.closeWhenDone(exchange, content);
    return content;
  }

  private static InputStream open(ArrivedContent compressed) throws IOException {
    InputStream content = compressed.open().get();
    try {
      return new GZIPInputStream(content, PIECE_BYTES);
    } catch (IOException e) {
      // What is no gzip is seen here already, and nobody else has the stream.
      content.close();
      throw e;
    }
  }

  private void check(ArrivedContent compressed) throws IOException {
    long bytes = 0;
    byte[] piece = new byte[PIECE_BYTES];
    try (InputStream content = open(compressed)) {
      for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
        bytes += count;
        if (bytes > maxBytes) {
          throw new Refused(
              EndpointError.GZIP_TOO_LARGE,
              "the content becomes more than the %d bytes allowed".formatted(maxBytes));
        }
      }
    } catch (ZipException e) {
      throw new Refused(
          EndpointError.GZIP_UNREADABLE, "the content is no gzip: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new Refused(
          EndpointError.GZIP_UNREADABLE, "the gzip ends too early: " + Disk.reason(e), e);
    }
  }

  /**
   * How much may come out.
   *
   * @param bytes 1 GiB by default
   */
  public void setMaxBytes(long bytes) {
    maxBytes = bytes;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
  }
}
