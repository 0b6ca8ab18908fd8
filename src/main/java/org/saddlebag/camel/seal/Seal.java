package org.saddlebag.camel.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.envelope.SealingKey;

/**
 * Seals the body with the data key that {@code data-key:generate} made: a file, bytes or text
 * become sealed content. The file is opened anew at each attempt, and nothing is read before the
 * store reads.
 */
public final class Seal implements Processor, CamelContextAware {

  private CamelContext context;
  private Sealer sealer;
  private LinkPolicy links = LinkPolicy.INSIDE;

  @Override
  public void process(Exchange exchange) throws IOException {
    SealingKey key = Slots.SEALING_KEY.of(exchange);
    Object body = exchange.getMessage().getBody();
    SealedContent sealed;
    if (body instanceof FoundFile file) {
      sealed = sealFile(exchange, key, file);
    } else if (body instanceof GenericFile<?> file) {
      sealed = sealFile(exchange, key, FoundFile.of(file));
    } else if (body instanceof String text) {
      sealed = sealBytes(key, text.getBytes(StandardCharsets.UTF_8));
    } else {
      sealed = sealBytes(key, Bodies.require(exchange, byte[].class));
    }
    Slot.closeWhenDone(exchange, sealed);
    exchange.getMessage().setBody(sealed);
  }

  private SealedContent sealFile(Exchange exchange, SealingKey key, FoundFile file)
      throws IOException {
    SourceFile source = SourceFile.open(file.root(), file.relative(), links);
    Slots.SOURCE_FILE.put(exchange, source);
    InputStream plaintext = source.stream();
    try {
      return sealer.seal(key, plaintext, source.description().sizeBytes());
    } catch (RuntimeException e) {
      plaintext.close();
      throw e;
    }
  }

  private SealedContent sealBytes(SealingKey key, byte[] plaintext) {
    return sealer.seal(key, new ByteArrayInputStream(plaintext), plaintext.length);
  }

  /**
   * What to do with symbolic links.
   *
   * @param links by default those that lead to a file inside the directory are read
   */
  public void setLinks(LinkPolicy links) {
    this.links = links;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.sealer = CamelContextHelper.mandatoryFindSingleByType(context, Sealer.class);
  }
}
