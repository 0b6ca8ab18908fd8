package org.saddlebag.camel.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.DeliverySource;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.envelope.OutgoingContent;

/**
 * The bytes of an exchange: of a file or a message of a queue, opened anew at each attempt, of a
 * byte array or of text. Nothing is read here.
 *
 * @param stream to be closed by whoever has it in the end
 * @param lengthBytes how many bytes it will give
 */
record SourceBody(InputStream stream, long lengthBytes) {

  /** What becomes of the bytes on their way. */
  @FunctionalInterface
  interface Wrapping {
    OutgoingContent wrap(InputStream plaintext, long lengthBytes);
  }

  static SourceBody of(Exchange exchange, LinkPolicy links) throws IOException {
    Object body = exchange.getMessage().getBody();
    if (body instanceof FoundFile file) {
      return of(exchange, file, links);
    }
    if (body instanceof GenericFile<?> file) {
      return of(exchange, FoundFile.of(file), links);
    }
    if (body instanceof SourceMessage message) {
      return of(exchange, message);
    }
    if (body instanceof String text) {
      return of(text.getBytes(StandardCharsets.UTF_8));
    }
    return of(Bodies.require(exchange, byte[].class));
  }

  /** Keeps nothing open where the wrapping fails. */
  OutgoingContent wrapped(Wrapping wrapping) throws IOException {
    try {
      return wrapping.wrap(stream, lengthBytes);
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static SourceBody of(Exchange exchange, FoundFile file, LinkPolicy links)
      throws IOException {
    return of(exchange, SourceFile.open(file.root(), file.relative(), links));
  }

  private static SourceBody of(Exchange exchange, DeliverySource source) {
    Slots.SOURCE.put(exchange, source);
    return new SourceBody(source.stream(), source.description().sizeBytes());
  }

  private static SourceBody of(byte[] bytes) {
    return new SourceBody(new ByteArrayInputStream(bytes), bytes.length);
  }
}
