package org.saddlebag.camel.endpoint;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.saddlebag.camel.SubDirectories;

/** Shows what {@code OpenContent} opened to the route that a Kamelet is the source of. */
public final class ShowOpened implements Target, Processor, CamelContextAware {

  private CamelContext context;
  private String metadata = "";
  private SubDirectories directories = SubDirectories.kept;

  @Override
  public void process(Exchange exchange) {
    HandOver.TARGET.put(exchange, this);
  }

  @Override
  public void take(Exchange exchange) {
    exchange.setMessage(OpenedMessage.of(metadata, directories, "").make(exchange, context));
  }

  /**
   * Which user metadata become headers.
   *
   * @param names separated by commas
   */
  public void setMetadata(String names) {
    metadata = names;
  }

  /**
   * What becomes of the directories in an object's name.
   *
   * @param directories kept or flattened
   */
  public void setDirectories(SubDirectories directories) {
    this.directories = directories;
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
