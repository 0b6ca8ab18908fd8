package org.saddlebag.camel.watch;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.util.TimeUtils;
import org.saddlebag.delivery.AfterDelivery;
import org.saddlebag.delivery.FailedFolder;
import org.saddlebag.delivery.LinkPolicy;

/** How one directory is watched, filled from a route template's parameters as a bean. */
public class WatchSettings {

  private String directory = ".";
  private String include = "";
  private String exclude = "";
  private String doneFile = "";
  private LinkPolicy links = LinkPolicy.INSIDE;
  private AfterSource after = AfterSource.move;
  private String doneFolder = AfterDelivery.DONE_FOLDER;
  private String doneRetention = "";
  private String failedFolder = FailedFolder.FOLDER;

  /**
   * The watched directory.
   *
   * @return absolute
   */
  final Path root() {
    return Path.of(directory).toAbsolutePath().normalize();
  }

  final FileNames names() {
    return FileNames.of(include, exclude);
  }

  final DoneFile doneFileOrNull() {
    return DoneFile.parse(doneFile);
  }

  final LinkPolicy links() {
    return links;
  }

  final AfterSource after() {
    return after;
  }

  final Path doneFolder() {
    return root().resolve(doneFolder);
  }

  final Path failedFolder() {
    return root().resolve(failedFolder);
  }

  final Duration retentionOrNull() {
    return doneRetention.isBlank() ? null : TimeUtils.toDuration(doneRetention);
  }

  public final void setDirectory(String directory) {
    this.directory = directory;
  }

  public final void setInclude(String include) {
    this.include = include;
  }

  public final void setExclude(String exclude) {
    this.exclude = exclude;
  }

  public final void setDoneFile(String doneFile) {
    this.doneFile = doneFile;
  }

  public final void setLinks(LinkPolicy links) {
    this.links = links;
  }

  public final void setAfter(AfterSource after) {
    this.after = after;
  }

  public final void setDoneFolder(String doneFolder) {
    this.doneFolder = doneFolder;
  }

  public final void setDoneRetention(String doneRetention) {
    this.doneRetention = doneRetention;
  }

  public final void setFailedFolder(String failedFolder) {
    this.failedFolder = failedFolder;
  }
}
