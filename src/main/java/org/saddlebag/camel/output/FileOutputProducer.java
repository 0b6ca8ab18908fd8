package org.saddlebag.camel.output;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.PublishedFile;
import org.saddlebag.camel.Slots;
import org.saddlebag.claims.Claim;
import org.saddlebag.delivery.FilePublisher;
import org.saddlebag.delivery.StagedFile;
import org.saddlebag.s3.ObjectHead;

/** Publishes the staged body; a body that was published before a crash passes as it is. */
final class FileOutputProducer extends DefaultProducer {

  private final FileOutputEndpoint endpoint;
  private final FilePublisher publisher;

  FileOutputProducer(FileOutputEndpoint endpoint, FilePublisher publisher) {
    super(endpoint);
    this.endpoint = endpoint;
    this.publisher = publisher;
  }

  @Override
  public void process(Exchange exchange) {
    PublishedFile published =
        exchange.getMessage().getBody() instanceof PublishedFile before
            ? before
            : publish(exchange, Bodies.require(exchange, StagedFile.class));
    Slots.ARRIVAL.put(exchange, published);
    exchange.getMessage().setBody(published);
  }

  private PublishedFile publish(Exchange exchange, StagedFile staged) {
    ObjectHead object = Slots.OBJECT.of(exchange);
    String identity = Slots.identityOf(exchange, object);
    String name = endpoint.getDirectories().apply(Slots.NAME.of(exchange));
    Path path =
        byOther(exchange, staged, name)
            .orElseGet(
                () ->
                    publisher.publish(
                        staged, name, ModifiedTime.of(object), endpoint.getCollision(), identity));
    return new PublishedFile(path, staged.sizeBytes(), identity, publisher);
  }

  /** A node that died may have published the file; one that took over from us will. */
  private Optional<Path> byOther(Exchange exchange, StagedFile staged, String name) {
    Claim claim = Slots.CLAIM.in(exchange).orElse(null);
    if (claim == null) {
      return Optional.empty();
    }
    claim.require();
    return claim.takenOver() ? publisher.publishedElsewhere(staged, name) : Optional.empty();
  }
}
