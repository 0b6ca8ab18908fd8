package org.saddlebag.camel.watch;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Take each file of a directory once it is whole, and let it go when its delivery is proven or
 * given up.
 *
 * <p>Camel's {@code file:} lists the whole directory for every batch it takes, so that the cost of
 * a file grows with their number; this one walks through it.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "directory-watch",
    title = "Directory Watch",
    syntax = "directory-watch:directory",
    consumerOnly = true,
    category = {Category.FILE})
public final class DirectoryWatchEndpoint extends ScheduledPollEndpoint {

  @UriPath(description = "The directory that is watched.")
  @Metadata(required = true)
  private String directory;

  @UriParam(description = "Which files are taken, and what becomes of them afterwards: a bean.")
  @Metadata(required = true)
  private WatchSettings settings;

  @UriParam(defaultValue = "true", description = "Whether sub-directories are watched too.")
  private boolean recursive = true;

  @UriParam(
      defaultValue = "16",
      description =
          "How many files the route works on at once. Large files have at most half of these places.")
  private int parallel = 16;

  DirectoryWatchEndpoint(String uri, DirectoryWatchComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("directory-watch has no producer; use it with from:");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    settings.setDirectory(directory);
    DirectoryPoll consumer = new DirectoryPoll(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  public String getDirectory() {
    return directory;
  }

  public void setDirectory(String directory) {
    this.directory = directory;
  }

  public WatchSettings getSettings() {
    return settings;
  }

  public void setSettings(WatchSettings settings) {
    this.settings = settings;
  }

  public boolean isRecursive() {
    return recursive;
  }

  public void setRecursive(boolean recursive) {
    this.recursive = recursive;
  }

  public int getParallel() {
    return parallel;
  }

  public void setParallel(int parallel) {
    this.parallel = parallel;
  }
}
