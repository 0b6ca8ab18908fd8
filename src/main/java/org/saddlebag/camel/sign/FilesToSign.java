package org.saddlebag.camel.sign;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.audit.Signatures;

/** The body becomes the list of files that have no signature yet. */
public final class FilesToSign implements Processor, CamelContextAware {

  private CamelContext context;

  @Override
  public void process(Exchange exchange) {
    Signatures signatures = CamelContextHelper.mandatoryFindSingleByType(context, Signatures.class);
    exchange.getMessage().setBody(signatures.due().stream().map(Path::toFile).toList());
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }
}
