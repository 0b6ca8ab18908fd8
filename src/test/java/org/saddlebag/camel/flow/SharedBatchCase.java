package org.saddlebag.camel.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.saddlebag.camel.CapturedLog;

/** Several nodes on one queue, whose messages become lines. */
abstract class SharedBatchCase extends SharedCase {

  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What each line of all objects holds. */
  final List<String> values() throws IOException {
    house.without().back("back");
    house.once();
    List<String> found = new ArrayList<>();
    for (String object : FlowHouse.tree(house.outbox()).values()) {
      for (String line : object.split("\n")) {
        byte[] utf8 = line.getBytes(StandardCharsets.ISO_8859_1);
        found.add(JSON.readTree(utf8).path("value").asText());
      }
    }
    return found;
  }

  static String[] upTo(int end) {
    return IntStream.range(0, end).mapToObj(i -> "m" + i).toArray(String[]::new);
  }

  static long said(CapturedLog log, String what) {
    return log.lines().stream().filter(line -> line.contains(what)).count();
  }

  /** How much the database remembers of batches and their messages. */
  final int noted() {
    return Integer.parseInt(
        ask(
            "SELECT (SELECT COUNT(*) FROM saddlebag_batches)"
                + " + (SELECT COUNT(*) FROM saddlebag_messages)"));
  }

  /** How many messages the queue has not let go of, as far as the nodes know. */
  final int notLetGo() {
    return Integer.parseInt(ask("SELECT COUNT(*) FROM saddlebag_messages WHERE until IS NULL"));
  }
}
