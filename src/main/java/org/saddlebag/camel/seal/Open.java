package org.saddlebag.camel.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.FetchedObject;
import org.saddlebag.camel.PublishedFile;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.output.TargetDirectories;
import org.saddlebag.camel.output.TargetDirectory;
import org.saddlebag.delivery.StagedFile;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.OpeningKey;

/**
 * Opens the fetched object with the data key that {@code data-key:unwrap} unwrapped, into the
 * staging area of the target directory. The body is a verified staged file afterwards. An object
 * without a data key, which {@code data-key:unwrap?unsealed=pass} let pass, is copied.
 */
public final class Open implements Processor, CamelContextAware {

  private CamelContext context;
  private Opener opener;
  private String directory;

  @Override
  public void process(Exchange exchange) throws IOException {
    try (FetchedObject object = Bodies.require(exchange, FetchedObject.class)) {
      TargetDirectory target = TargetDirectories.of(context, directory);
      String identity = Slots.identityOf(exchange, object.head());
      Optional<Path> before = target.publisher().alreadyPublished(identity);
      exchange
          .getMessage()
          .setBody(
              before.isPresent()
                  ? new PublishedFile(before.get(), -1, identity, target.publisher())
                  : stage(exchange, object, target));
    }
  }

  private StagedFile stage(Exchange exchange, FetchedObject object, TargetDirectory target)
      throws IOException {
    StagedFile staged = target.staging().create();
    Slot.closeWhenDone(exchange, staged);
    Optional<OpeningKey> key = Slots.OPENING_KEY.in(exchange);
    if (key.isPresent()) {
      staged.verified(
          opener.open(key.get(), object.content(), object.head().lengthBytes(), staged));
    } else {
      staged.verified(object.content().transferTo(staged));
    }
    return staged;
  }

  /**
   * Where the opened files will go.
   *
   * @param directory the target directory
   */
  public void setDirectory(String directory) {
    this.directory = directory;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.opener = CamelContextHelper.mandatoryFindSingleByType(context, Opener.class);
  }
}
