package org.saddlebag.delivery;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of {@link OwnBatches}: {@code STATE/message-batches/FLOW/IDENTITY.json}. */
final class NotedBatches {

  private static final Logger LOG = LoggerFactory.getLogger(NotedBatches.class);

  private static final String UNFINISHED = ".new";

  private final JsonLines json = new JsonLines();
  private final Path folder;

  NotedBatches(Path stateDirectory, String flow) {
    this.folder =
        stateDirectory
            .resolve("message-batches")
            .resolve(URLEncoder.encode(flow, StandardCharsets.UTF_8));
  }

  /** What earlier processes have left; what is older, or never was whole, goes. */
  List<NotedBatch> read(Instant oldest) {
    List<NotedBatch> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Instant since = Files.getLastModifiedTime(file).toInstant();
        if (since.isBefore(oldest) || file.toString().endsWith(UNFINISHED)) {
          Files.deleteIfExists(file);
        } else {
          json.parse(Files.readString(file), NotedBatch.Line.class)
              .map(line -> new NotedBatch(line, since))
              .ifPresentOrElse(
                  all::add, () -> LOG.warn("{} is not read: it is no note of a batch", file));
        }
      }
      return all;
    } catch (NoSuchFileException e) {
      return all;
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "read", folder, e);
    }
  }

  /** On the disk when this returns. */
  void write(NotedBatch noted) {
    Path file = file(noted);
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      Disk.createDirectories(folder);
      Files.deleteIfExists(unfinished);
      try (AppendedFile out = new AppendedFile(unfinished)) {
        out.write(json.line(noted.line()));
        out.sync();
      }
      Disk.replace(unfinished, file);
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "write", file, e);
    }
  }

  /** Not synced: a note that comes back after a failure of the machine does no harm. */
  void remove(NotedBatch noted) {
    try {
      Files.deleteIfExists(file(noted));
    } catch (IOException e) {
      LOG.warn("{} could not be deleted: {}", file(noted), Disk.reason(e));
    }
  }

  private Path file(NotedBatch noted) {
    return folder.resolve(noted.source().identity() + ".json");
  }
}
