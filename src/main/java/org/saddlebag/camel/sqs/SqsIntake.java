package org.saddlebag.camel.sqs;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.queue.Intake;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.sqs.ReceivedMessage;

/** Takes up what our SQS consumer has received: text, which is delivered in UTF-8. */
public final class SqsIntake extends Intake {

  @Override
  public void process(Exchange exchange) {
    ReceivedMessage message = Bodies.require(exchange, ReceivedMessage.class);
    begin(exchange, message.id());
    SqsSlots.TAKEN.put(exchange, message);
    exchange.getMessage().setBody(source(message));
  }

  private SourceMessage source(ReceivedMessage message) {
    byte[] content = message.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new TreeMap<>();
    for (String name : wanted()) {
      message.header(name).ifPresent(value -> headers.put(name, value));
    }
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
