package org.saddlebag.camel.flow;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Reads properties as UTF-8, as the rest of the house does; Camel alone takes them for Latin-1. */
final class Utf8Main extends Main {

  static final String ENCODING = "UTF-8";

  @Override
  protected CamelContext createCamelContext() {
    CamelContext context = super.createCamelContext();
    context.getPropertiesComponent().setEncoding(ENCODING);
    return context;
  }
}
