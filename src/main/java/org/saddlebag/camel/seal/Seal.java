package org.saddlebag.camel.seal;

import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.envelope.OutgoingContent;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.envelope.SealingKey;

/**
 * Seals the body with the data key that {@code data-key:generate} made: a file, a message of a
 * queue, bytes or text become sealed content. The source is opened anew at each attempt, and
 * nothing is read before the store reads.
 */
public final class Seal implements Processor, CamelContextAware {

  private CamelContext context;
  private Sealer sealer;
  private LinkPolicy links = LinkPolicy.INSIDE;

  @Override
  public void process(Exchange exchange) throws IOException {
    SealingKey key = Slots.SEALING_KEY.of(exchange);
    OutgoingContent sealed =
        SourceBody.of(exchange, links)
            .wrapped((plaintext, lengthBytes) -> sealer.seal(key, plaintext, lengthBytes));
    Slot.closeWhenDone(exchange, sealed);
    exchange.getMessage().setBody(sealed);
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
