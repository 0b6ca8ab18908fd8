package org.saddlebag.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where every lane of the trail ended at a time.
 *
 * @param time when, ISO-8601
 * @param node the node that looked
 * @param previous the SHA-256 of the checkpoint before it, or null for the first
 * @param lanes the ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Checkpoint(String time, String node, String previous, List<End> lanes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The end of a lane.
   *
   * @param lane its number
   * @param seq the number of its last line
   * @param hash that line's hash
   */
  record End(int lane, long seq, String hash) {}

  /** The ends as the heads remember them. */
  static List<End> ends(Path trail) throws IOException {
    List<End> ends = new ArrayList<>();
    if (Files.exists(trail)) {
      for (Path lane : LaneFiles.lanes(trail)) {
        Optional<Head.Mark> mark = Head.read(lane);
        mark.ifPresent(at -> ends.add(new End(LaneFiles.number(lane), at.seq(), at.hash())));
      }
    }
    return ends;
  }

  static Checkpoint read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), Checkpoint.class);
  }

  byte[] json() throws IOException {
    return JSON.writeValueAsBytes(this);
  }
}
