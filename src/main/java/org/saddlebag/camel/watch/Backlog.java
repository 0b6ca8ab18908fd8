package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What lies in a watched directory and is not delivered yet, those under way included.
 *
 * @param files how many
 * @param oldest how long the oldest of them has lain there, zero where there is none
 */
public record Backlog(long files, Duration oldest) {

  /**
   * Counts, by a walk of its own.
   *
   * @param endpoint with a consumer
   * @param clock the time
   * @return empty where delivered files stay in their place, and so can't be told from others, and
   *     where the directory can't be listed
   * @throws InterruptedException when the walk is broken off
   */
  public static Optional<Backlog> of(DirectoryWatchEndpoint endpoint, Clock clock)
      throws InterruptedException {
    WatchSettings settings = endpoint.getSettings();
    if (settings.after() == AfterSource.keep) {
      return Optional.empty();
    }
    Count count = new Count(settings);
    try {
      DirectoryWalk.through(settings.root(), endpoint.isRecursive(), count);
    } catch (IOException e) {
      return Optional.empty();
    }
    Duration oldest =
        count.since == null ? Duration.ZERO : Duration.between(count.since, clock.instant());
    return Optional.of(new Backlog(count.files, oldest.isNegative() ? Duration.ZERO : oldest));
  }

  /** Sees what a poll sees. */
  private static final class Count implements DirectoryWalk.Finds {

    private final WatchSettings settings;
    private final FileNames names;
    private final DoneFile doneFile;
    private long files;
    private Instant since;

    Count(WatchSettings settings) {
      this.settings = settings;
      this.names = settings.names();
      this.doneFile = settings.doneFileOrNull();
    }

    @Override
    public boolean enter(String name) {
      Path path = settings.root().resolve(name);
      return !path.equals(settings.doneFolder()) && !path.equals(settings.failedFolder());
    }

    @Override
    public void unreadable(String name, IOException why) {
      // The poll says so.
    }

    @Override
    public boolean file(String name, BasicFileAttributes attributes) {
      Path path = settings.root().resolve(name);
      if (names.take(name) && (doneFile == null || !doneFile.isOne(path))) {
        files++;
        Instant arrived = Arrival.of(path, attributes);
        since = since == null || arrived.isBefore(since) ? arrived : since;
      }
      return !Thread.currentThread().isInterrupted();
    }
  }
}
