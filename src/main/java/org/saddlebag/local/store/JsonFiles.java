package org.saddlebag.local.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Records as JSON files that appear and change with one rename. */
final class JsonFiles {

  private final ObjectMapper mapper =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  private final Path scratch;

  /**
   * Writes by way of a folder.
   *
   * @param scratch a folder on the same file system
   */
  JsonFiles(Path scratch) {
    this.scratch = scratch;
  }

  void write(Path file, Object value) throws IOException {
    Path draft = scratch.resolve(Names.random());
    Files.write(draft, mapper.writeValueAsBytes(value));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  <T> T read(Path file, Class<T> type) throws IOException {
    return mapper.readValue(Files.readAllBytes(file), type);
  }
}
