package org.saddlebag.camel.sign;

import java.io.File;
import java.util.Base64;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.crypto.DigitalSignatureConstants;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.audit.Signatures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the signature that {@code crypto:sign} left in the header, beside the file in the body. */
public final class KeepSignature implements Processor, CamelContextAware {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.sign");

  private CamelContext context;

  @Override
  public void process(Exchange exchange) {
    File file = exchange.getMessage().getBody(File.class);
    String signature =
        exchange.getMessage().getHeader(DigitalSignatureConstants.SIGNATURE, String.class);
    CamelContextHelper.mandatoryFindSingleByType(context, Signatures.class)
        .keep(file.toPath(), Base64.getMimeDecoder().decode(signature));
    LOG.info("signed {}", file);
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
