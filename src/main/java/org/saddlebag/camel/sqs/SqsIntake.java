package org.saddlebag.camel.sqs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.queue.GatheredLines;
import org.saddlebag.camel.queue.Intake;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.sqs.ReceivedMessage;

/**
 * Takes up what our SQS consumer has received: text, which is delivered in UTF-8, or lines that it
 * has gathered.
 */
public final class SqsIntake extends Intake {

  @Override
  public void process(Exchange exchange) throws IOException {
    Object body = exchange.getMessage().getBody();
    if (body instanceof GatheredLines gathered) {
      begin(exchange, gathered);
    } else if (body instanceof UnfitMessage unfit) {
      begin(exchange, unfit.message());
      throw unfit.why();
    } else {
      ReceivedMessage message = Bodies.require(exchange, ReceivedMessage.class);
      begin(exchange, message);
      exchange.getMessage().setBody(referenced(exchange, source(message)));
    }
  }

  private void begin(Exchange exchange, ReceivedMessage message) {
    begin(exchange, message.id());
    SqsSlots.TAKEN.put(exchange, message);
  }

  private SourceMessage source(ReceivedMessage message) {
    byte[] content = message.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = GatheredMessages.headers(message, wanted());
    return new SourceMessage(
        message.id(),
        message.sent(),
        message.redelivered(),
        content.length,
        contentType("text/plain; charset=utf-8"),
        headers,
        metadata(headers),
        () -> new ByteArrayInputStream(content));
  }
}
