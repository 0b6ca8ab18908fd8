package org.saddlebag.camel.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each flow last saw something, as {@code state/seen/FLOW}: a process that is restarted every
 * night must not begin to count anew every night. Nothing depends on it but an alarm, so nothing is
 * synced.
 */
final class SeenTimes {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Path folder;
  private final Map<String, Instant> kept = new ConcurrentHashMap<>();

  SeenTimes(Path state) {
    this.folder = state.resolve("seen");
  }

  Optional<Instant> of(String flow) {
    try {
      return Optional.of(Instant.parse(Files.readString(folder.resolve(flow)).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | DateTimeException e) {
      LOG.warn("{}: {} is of no use: {}", flow, folder.resolve(flow), e.toString());
      return Optional.empty();
    }
  }

  void keep(String flow, Instant seen) {
    if (seen.equals(kept.put(flow, seen))) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(flow), seen + "\n");
    } catch (IOException e) {
      LOG.warn("{}: can't keep when it last saw something: {}", flow, e.toString());
    }
  }
}
