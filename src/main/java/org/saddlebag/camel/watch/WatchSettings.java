package org.saddlebag.camel.watch;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.util.TimeUtils;
import org.saddlebag.delivery.AfterDelivery;
import org.saddlebag.delivery.FailedFolder;
import org.saddlebag.delivery.LinkPolicy;

/** Which files of a directory are taken and what becomes of them: a bean of a route template. */
public final class WatchSettings {

  private String directory = ".";
  private boolean shared;
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
  Path root() {
    return Path.of(directory).toAbsolutePath().normalize();
  }

  FileNames names() {
    return FileNames.of(include, exclude);
  }

  DoneFile doneFileOrNull() {
    return DoneFile.parse(doneFile);
  }

  LinkPolicy links() {
    return links;
  }

  AfterSource after() {
    return after;
  }

  Path doneFolder() {
    return root().resolve(doneFolder);
  }

  Path failedFolder() {
    return root().resolve(failedFolder);
  }

  Duration retentionOrNull() {
    return doneRetention.isBlank() ? null : TimeUtils.toDuration(doneRetention);
  }

  /** Whether other nodes watch the directory, too. */
  boolean shared() {
    return shared;
  }

  void setDirectory(String directory) {
    this.directory = directory;
  }

  public void setShared(boolean shared) {
    this.shared = shared;
  }

  public void setInclude(String include) {
    this.include = include;
  }

  public void setExclude(String exclude) {
    this.exclude = exclude;
  }

  public void setDoneFile(String doneFile) {
    this.doneFile = doneFile;
  }

  public void setLinks(LinkPolicy links) {
    this.links = links;
  }

  public void setAfter(AfterSource after) {
    this.after = after;
  }

  public void setDoneFolder(String doneFolder) {
    this.doneFolder = doneFolder;
  }

  public void setDoneRetention(String doneRetention) {
    this.doneRetention = doneRetention;
  }

  public void setFailedFolder(String failedFolder) {
    this.failedFolder = failedFolder;
  }
}
