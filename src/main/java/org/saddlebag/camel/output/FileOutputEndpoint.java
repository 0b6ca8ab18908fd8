package org.saddlebag.camel.output;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.delivery.CollisionPolicy;

/** Let a file that was opened and verified appear in a directory, whole and durable. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "file-output",
    title = "File Output",
    syntax = "file-output:directory",
    producerOnly = true,
    remote = false,
    category = {Category.FILE})
public final class FileOutputEndpoint extends DefaultEndpoint {

  @UriPath(description = "The directory. Outputs never leave it, whatever the object's key says.")
  @Metadata(required = true)
  private String directory;

  @UriParam(
      defaultValue = "number",
      enums = "overwrite,refuse,number",
      description =
          "What happens when the name is taken: the newest wins, the delivery fails, or the file gets"
              + " a number.")
  private CollisionPolicy collision = CollisionPolicy.NUMBER;

  @UriParam(
      defaultValue = "kept",
      description = "Whether the directories in the object's name are kept.")
  private SubDirectories directories = SubDirectories.kept;

  FileOutputEndpoint(String uri, FileOutputComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    return new FileOutputProducer(
        this, TargetDirectories.of(getCamelContext(), directory).publisher());
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("file-output has no consumer; use it with to:");
  }

  public String getDirectory() {
    return directory;
  }

  public void setDirectory(String directory) {
    this.directory = directory;
  }

  public CollisionPolicy getCollision() {
    return collision;
  }

  public void setCollision(CollisionPolicy collision) {
    this.collision = collision;
  }

  public SubDirectories getDirectories() {
    return directories;
  }

  public void setDirectories(SubDirectories directories) {
    this.directories = directories;
  }
}
