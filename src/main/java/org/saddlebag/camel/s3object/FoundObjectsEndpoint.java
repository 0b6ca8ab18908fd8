package org.saddlebag.camel.s3object;

import org.apache.camel.spi.UriParam;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.saddlebag.s3.CustomerKey;

/** How the objects under a prefix are found, and what becomes of them. */
public abstract class FoundObjectsEndpoint extends ScheduledPollEndpoint {

  @UriParam(
      label = "consumer",
      defaultValue = "",
      description = "Only objects whose keys begin so are found.")
  private String prefix = "";

  @UriParam(
      label = "consumer",
      defaultValue = "remember",
      description = "What becomes of an object once its content is delivered.")
  private AfterObject after = AfterObject.remember;

  @UriParam(
      label = "consumer",
      defaultValue = "",
      description = "With after=move: the prefix under which delivered objects go.")
  private String moveTo = "";

  @UriParam(
      label = "consumer",
      defaultValue = "16",
      description =
          "How many objects the route works on at once. Large ones have at most half of these places.")
  private int parallel = 16;

  @UriParam(
      label = "consumer",
      defaultValue = "false",
      description = "Whether other nodes work on the same prefix.")
  private boolean shared;

  @UriParam(
      label = "consumer",
      description = "A bean that tells of new objects, so that the prefix is seldom listed.")
  private ObjectNews news;

  @UriParam(
      label = "consumer",
      defaultValue = "1h",
      javaType = "java.time.Duration",
      description =
          "The time between two listings of the prefix where a bean tells of new objects; else the"
              + " delay counts.")
  private long rescan = 3_600_000;

  FoundObjectsEndpoint(String uri, S3ObjectComponent component) {
    super(uri, component);
  }

  /**
   * The bucket.
   *
   * @return its name
   */
  public abstract String getBucket();

  /**
   * The tags of delivered objects, with {@code after=tag}.
   *
   * @return NAME=VALUE,NAME=VALUE
   */
  public abstract String getTags();

  /** The customer key that is read with, or null. */
  abstract CustomerKey customerKey();

  public String getPrefix() {
    return prefix;
  }

  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  public AfterObject getAfter() {
    return after;
  }

  public void setAfter(AfterObject after) {
    this.after = after;
  }

  public String getMoveTo() {
    return moveTo;
  }

  public void setMoveTo(String moveTo) {
    this.moveTo = moveTo;
  }

  public boolean isShared() {
    return shared;
  }

  public void setShared(boolean shared) {
    this.shared = shared;
  }

  public int getParallel() {
    return parallel;
  }

  public void setParallel(int parallel) {
    this.parallel = parallel;
  }

  public ObjectNews getNews() {
    return news;
  }

  public void setNews(ObjectNews news) {
    this.news = news;
  }

  public long getRescan() {
    return rescan;
  }

  public void setRescan(long rescan) {
    this.rescan = rescan;
  }
}
