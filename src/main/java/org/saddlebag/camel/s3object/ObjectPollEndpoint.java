package org.saddlebag.camel.s3object;

import org.apache.camel.spi.UriParam;
import org.apache.camel.support.ScheduledPollEndpoint;

/** What the consumer of {@link S3ObjectEndpoint} takes: which objects, and what becomes of them. */
abstract class ObjectPollEndpoint extends ScheduledPollEndpoint {

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
      defaultValue = "",
      description =
          "The flow's name, by which delivered and failed objects are remembered; empty for the"
              + " route's id.")
  private String flow = "";

  ObjectPollEndpoint(String uri, S3ObjectComponent component) {
    super(uri, component);
  }

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

  public int getParallel() {
    return parallel;
  }

  public void setParallel(int parallel) {
    this.parallel = parallel;
  }

  public boolean isShared() {
    return shared;
  }

  public void setShared(boolean shared) {
    this.shared = shared;
  }

  public String getFlow() {
    return flow;
  }

  public void setFlow(String flow) {
    this.flow = flow;
  }
}
