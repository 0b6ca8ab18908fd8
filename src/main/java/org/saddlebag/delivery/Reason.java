package org.saddlebag.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.SaddlebagException;

/**
 * Why a file or an object is parked: a text for people, whose first lines also tell the way back.
 *
 * @param subject what is parked, as one or several of {@link #line}
 * @param flow the flow's name
 * @param why what happened; only its code, what and fix are written
 * @param attempts how often it was tried
 * @param at when
 */
record Reason(String subject, String flow, SaddlebagException why, int attempts, Instant at) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Writes the text to a new file, durably. */
  void write(Path target) throws IOException {
    Files.createFile(target);
    try (FileOutputStream out = new FileOutputStream(target.toFile())) {
      out.write(text().getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    }
  }

  /** A line that {@link #read} can read whatever the value is: quoted as JSON. */
  static String line(String label, String value) {
    try {
      return label + ": " + JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text is always JSON", e);
    }
  }

  /** The value of a line, or empty where the text is missing or was edited. */
  static Optional<String> read(Path reason, String label) {
    String start = label + ": ";
    try (Stream<String> lines = Files.readString(reason).lines()) {
      Optional<String> found = lines.filter(line -> line.startsWith(start)).findFirst();
      return found.isPresent()
          ? Optional.ofNullable(JSON.readValue(found.get().substring(start.length()), String.class))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String text() {
    return String.join(
        "\n",
        subject,
        "flow: " + flow,
        "code: " + why.code().id(),
        "what: " + OneLine.of(why.what()),
        "fix: " + why.fix(),
        "attempts: " + attempts,
        "time: " + at,
        "");
  }
}
