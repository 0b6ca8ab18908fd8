package org.saddlebag.camel;

import java.nio.file.Path;
import org.saddlebag.delivery.FilePublisher;

/**
 * A file that stands, durable, under its final name.
 *
 * @param path the file
 * @param sizeBytes its length, -1 when it was published before a restart
 * @param objectIdentity the object that it came from
 * @param publisher to be told when the object needs no more recognising
 */
public record PublishedFile(
    Path path, long sizeBytes, String objectIdentity, FilePublisher publisher) implements Arrival {

  @Override
  public void settle() {
    publisher.settled(objectIdentity);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
