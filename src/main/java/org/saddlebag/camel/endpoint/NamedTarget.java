package org.saddlebag.camel.endpoint;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultExchange;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.delivery.Failpoint;

/**
 * Names the target of a flow, to which {@code HandOver} hands what was opened, in an exchange of
 * its own: what a stranger's producer does to it, and what it can see, ends there. The URI is a
 * bean's property and no parameter of the inner route, where its secrets would stand within another
 * URI.
 */
public final class NamedTarget implements Processor, CamelContextAware {

  private CamelContext context;
  private Producers producers;
  private String target;
  private String metadata = "";
  private String contentType = "";
  private SubDirectories directories = SubDirectories.kept;

  @Override
  public void process(Exchange exchange) {
    HandOver.TARGET.put(exchange, this);
  }

  /**
   * Takes what was opened.
   *
   * @throws org.saddlebag.errors.SaddlebagException if it could not be taken
   */
  void take(Exchange exchange) {
    OpenedMessage opened = OpenedMessage.of(metadata, directories, contentType);
    Exchange own = new DefaultExchange(context, ExchangePattern.InOnly);
    own.setMessage(opened.make(exchange, context));
    producers.send(target, own);
    String place = EndpointText.of(target);
    if (own.getException() != null) {
      throw Targets.failure(place, own.getException());
    }
    if (own.isRollbackOnly() || own.isRollbackOnlyLast()) {
      throw Targets.rolledBack(place);
    }
    CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class)
        .failpoints()
        .pass(Failpoint.AFTER_COMMIT);
    Slots.ARRIVAL.put(
        exchange,
        new HandedOver(
            place + " as " + opened.name(exchange), OpenContent.SPOOL.of(exchange).sizeBytes()));
  }

  /**
   * Who takes the content.
   *
   * @param uri of any producer's endpoint
   */
  public void setTarget(String uri) {
    target = uri;
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
   * What the target is told that the content is.
   *
   * @param type a media type, empty for none
   */
  public void setContentType(String type) {
    contentType = type;
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
    this.producers = new Producers(context);
  }
}
