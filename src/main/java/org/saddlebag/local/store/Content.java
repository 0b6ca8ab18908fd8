package org.saddlebag.local.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * The content of an object version.
 *
 * @param size bytes
 * @param etag without quotes
 * @param checksum the stored checksum
 * @param segments the files, in order
 * @param uploadId the multipart upload it came from, or null
 */
public record Content(
    long size, String etag, Checksum checksum, List<Segment> segments, String uploadId) {

  /** Keeps a copy of the list. */
  public Content {
    segments = List.copyOf(segments);
  }

  /** The file or folder under the data folder that holds all segments. */
  @JsonIgnore
  String root() {
    return root(segments.get(0).file());
  }

  static String root(String file) {
    int slash = file.indexOf('/');
    return slash < 0 ? file : file.substring(0, slash);
  }

  /**
   * How many parts the content was uploaded in.
   *
   * @return the number, or 0 for a simple put
   */
  @JsonIgnore
  public int partCount() {
    return uploadId == null ? 0 : segments.size();
  }
}
