package org.saddlebag.claims;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which session the last process of this node had. Whoever has the state folder has it alone, so
 * that the last process is dead, and what it held need not wait for others to notice.
 *
 * @param file in the state folder, or null where nobody remembers
 */
record SessionFile(Path file) {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);
  private static final int LENGTH = 36;

  /** Empty where there is none, or none that can be read. */
  Optional<String> read() {
    try {
      String text = file == null || Files.notExists(file) ? "" : Files.readString(file).strip();
      return text.length() == LENGTH ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      LOG.debug("{} can't be read: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /** Where it can't be written, the next process waits as others do. */
  void write(String session) {
    if (file == null) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(session.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    } catch (IOException e) {
      LOG.warn("{} can't be written: {}", file, e.toString());
    }
  }
}
