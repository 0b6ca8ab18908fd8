package org.saddlebag.camel.seal;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.envelope.OutgoingContent;
import org.saddlebag.envelope.PlainContent;

/**
 * Takes the body as it is: a file, a message of a queue, bytes or text, not sealed, for S3 alone to
 * encrypt. The source is opened anew at each attempt, and nothing is read before the store reads.
 */
public final class Plain implements Processor {

  private LinkPolicy links = LinkPolicy.INSIDE;

  @Override
  public void process(Exchange exchange) throws IOException {
    OutgoingContent plain = SourceBody.of(exchange, links).wrapped(PlainContent::new);
    Slot.closeWhenDone(exchange, plain);
    exchange.getMessage().setBody(plain);
  }

  /**
   * What to do with symbolic links.
   *
   * @param links by default those that lead to a file inside the directory are read
   */
  public void setLinks(LinkPolicy links) {
    this.links = links;
  }
}
