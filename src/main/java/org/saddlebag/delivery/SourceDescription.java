package org.saddlebag.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;

/**
 * Which source was delivered, well enough to know it again after a restart.
 *
 * @param name the path relative to the flow's directory, with {@code /}; or a message id
 * @param sizeBytes its length, -1 when unknown
 * @param modified its modification time, or null
 * @param identity what tells it from another file of the same name, size and time (on Unix the
 *     inode and the time of its last change; of a record of Kafka the topic's id), or null where
 *     there is no such thing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceDescription(String name, long sizeBytes, Instant modified, String identity) {

  /** Needs a name. */
  public SourceDescription {
    Objects.requireNonNull(name, "name");
  }

  /**
   * A source without a file behind it.
   *
   * @param name its name or message id
   * @param sizeBytes its length, -1 when unknown
   * @param modified its modification time, or null
   */
  public SourceDescription(String name, long sizeBytes, Instant modified) {
    this(name, sizeBytes, modified, null);
  }
}
