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
import org.saddlebag.errors.SaddlebagException;

/**
 * Why a file is parked: a text for people, whose first line also tells the way back.
 *
 * @param file the file's name in the flow's directory
 * @param flow the flow's name
 * @param why what happened; only its code, what and fix are written
 * @param attempts how often it was tried
 * @param at when
 */
record Reason(String file, String flow, SaddlebagException why, int attempts, Instant at) {

  private static final String FILE = "file: ";
  private static final JsonMapper JSON = new JsonMapper();

  /** Writes the text to a new file, durably. */
  void write(Path target) throws IOException {
    Files.createFile(target);
    try (FileOutputStream out = new FileOutputStream(target.toFile())) {
      out.write(text().getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    }
  }

  /** The name in the flow's directory, or empty where the text is missing or was edited. */
  static Optional<String> fileOf(Path reason) {
    try {
      String first = Files.readString(reason).lines().findFirst().orElse("");
      return first.startsWith(FILE)
          ? Optional.ofNullable(JSON.readValue(first.substring(FILE.length()), String.class))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String text() throws JsonProcessingException {
    return String.join(
        "\n",
        FILE + JSON.writeValueAsString(file),
        "flow: " + flow,
        "code: " + why.code().id(),
        "what: " + RelativeNames.printable(why.what()),
        "fix: " + why.fix(),
        "attempts: " + attempts,
        "time: " + at,
        "");
  }
}
