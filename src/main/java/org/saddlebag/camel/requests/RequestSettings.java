package org.saddlebag.camel.requests;

import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.camel.s3object.SseParameters;
import org.saddlebag.requests.RequestReader;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.RestoreTier;
import org.saddlebag.settings.ObjectSettingsText;

/** What a flow says of the requests that it takes. */
public final class RequestSettings {

  private String bucket = "";
  private String prefix = "";
  private String expectedOwner = "";
  private String requesterPays = "false";
  private String sse = "none";
  private String replies = "";
  private RestoreTier restoreTier = RestoreTier.STANDARD;
  private int restoreDays = 1;
  private int maxObjects = 10_000;
  private String directory = "";
  private SubDirectories directories = SubDirectories.kept;

  /** What no flow says yet. */
  public RequestSettings() {}

  RequestReader reader() {
    return new RequestReader(bucket, prefix);
  }

  ObjectStore store(CamelContext context) {
    return CamelContextHelper.mandatoryFindSingleByType(context, ObjectStore.class)
        .as(ObjectSettingsText.access(expectedOwner, requesterPays, ""));
  }

  CustomerKey customerKey(CamelContext context) {
    return new SseParameters(sse, "", "").toRead(SseParameters.keysIn(context));
  }

  String bucket() {
    return bucket;
  }

  String prefix() {
    return prefix;
  }

  String replies() {
    return replies;
  }

  RestoreTier restoreTier() {
    return restoreTier;
  }

  int restoreDays() {
    return restoreDays;
  }

  int maxObjects() {
    return maxObjects;
  }

  String directory() {
    return directory;
  }

  SubDirectories directories() {
    return directories;
  }

  /**
   * The only bucket that may be asked for.
   *
   * @param bucket its name
   */
  public void setBucket(String bucket) {
    this.bucket = bucket;
  }

  /**
   * What may be asked for.
   *
   * @param prefix how the keys begin
   */
  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Who must own the bucket.
   *
   * @param expectedOwner 12 digits; empty for any
   */
  public void setExpectedOwner(String expectedOwner) {
    this.expectedOwner = expectedOwner;
  }

  /**
   * Whether we pay for requests in somebody else's bucket.
   *
   * @param requesterPays true or false
   */
  public void setRequesterPays(String requesterPays) {
    this.requesterPays = requesterPays;
  }

  /**
   * Under which customer key the objects rest.
   *
   * @param sse none or sse-c:NAME
   */
  public void setSse(String sse) {
    this.sse = sse;
  }

  /**
   * Where answers go.
   *
   * @param replies the queue's name; blank where nobody is answered
   */
  public void setReplies(String replies) {
    this.replies = replies;
  }

  /**
   * How fast archived objects are restored.
   *
   * @param tier expedited, standard or bulk
   */
  public void setRestoreTier(String tier) {
    this.restoreTier = RestoreTier.valueOf(tier.toUpperCase(Locale.ROOT));
  }

  /**
   * How long restored objects stay readable.
   *
   * @param restoreDays from 1
   */
  public void setRestoreDays(int restoreDays) {
    this.restoreDays = restoreDays;
  }

  /**
   * How many objects one request may mean.
   *
   * @param maxObjects from 1
   */
  public void setMaxObjects(int maxObjects) {
    this.maxObjects = maxObjects;
  }

  /**
   * Where the files appear.
   *
   * @param directory the flow's target directory
   */
  public void setDirectory(String directory) {
    this.directory = directory;
  }

  /**
   * What becomes of the directories in an object's name; that of the request is kept.
   *
   * @param directories kept or flattened
   */
  public void setDirectories(SubDirectories directories) {
    this.directories = directories;
  }
}
