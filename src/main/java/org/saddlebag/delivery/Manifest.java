package org.saddlebag.delivery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.saddlebag.errors.FileUnavailable;

/**
 * What a batch has done, item by item: JSON lines that are only appended to, and the record by
 * which a later run of the batch knows what needs no doing again. Safe for use by several threads,
 * which share their syncs.
 *
 * <p>The first line is a {@link ManifestLine.Header}; a last line that a death has torn is skipped.
 */
public final class Manifest implements AutoCloseable {

  /** What the header names. */
  public static final String FORMAT = "saddlebag-manifest";

  /** The version that is written, and the highest that is read. */
  public static final int VERSION = 1;

  private static final int GROUP_LINES = 64;
  private static final long GROUP_NANOS = 1_000_000_000L;

  private final Path file;
  private final JsonLines json = new JsonLines();
  private final LineIndex index = new LineIndex();
  private final AppendLog log;
  private final RandomAccessFile reader;
  private List<Runnable> waiting = new ArrayList<>();
  private long syncedNanos = System.nanoTime();
  private volatile Runnable beforeSync = () -> {};

  private Manifest(Path file, AppendLog.Opener opener) throws IOException {
    this.file = file;
    boolean fresh = Files.notExists(file) || Files.size(file) == 0;
    if (!fresh) {
      readAll();
    }
    this.log = AppendLog.open(file, opener);
    if (fresh) {
      // By a rename, so that no death leaves half a header.
      log.replace(json.line(new ManifestLine.Header(FORMAT, VERSION, Instant.now())));
    }
    this.reader = new RandomAccessFile(file.toFile(), "r");
  }

  /**
   * Opens a manifest to go on with it, or begins one.
   *
   * @param file the file
   * @return the manifest
   * @throws org.saddlebag.errors.Refused {@code NOT_A_MANIFEST} if the file is something else
   * @throws FileUnavailable if it can't be read or written
   */
  public static Manifest open(Path file) {
    return open(file, AppendLog.FILES);
  }

  static Manifest open(Path file, AppendLog.Opener opener) {
    try {
      return new Manifest(file.toAbsolutePath(), opener);
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.MANIFEST_UNAVAILABLE, "open the manifest", file, e);
    }
  }

  /**
   * Says what must be on the disk before any line is.
   *
   * @param act run before each sync; what it throws keeps the lines from counting
   */
  public void beforeSync(Runnable act) {
    beforeSync = act;
  }

  /**
   * How many items earlier runs have done.
   *
   * @return from 0
   */
  public int known() {
    return index.size();
  }

  /**
   * Looks for a file that an earlier run has sealed in the same way.
   *
   * @param file which
   * @return its line
   */
  public Optional<ManifestLine.Sealed> sealed(SealedFile file) {
    return line(file.text())
        .filter(ManifestLine.Sealed.class::isInstance)
        .map(ManifestLine.Sealed.class::cast);
  }

  /**
   * Looks for an object that an earlier run has opened.
   *
   * @param objectIdentity see {@link DeliveredObjects#identity}
   * @param wanted the wished file, absolute
   * @return its line
   */
  public Optional<ManifestLine.Opened> opened(String objectIdentity, String wanted) {
    return line(opening(objectIdentity, wanted))
        .filter(ManifestLine.Opened.class::isInstance)
        .map(ManifestLine.Opened.class::cast);
  }

  /**
   * Appends a line. It is on the disk some lines or a second later, or when this is closed.
   *
   * @param line the line
   * @param whenDurable run when it is on the disk; short, throws nothing
   * @throws FileUnavailable if it can't be written
   */
  public void add(ManifestLine line, Runnable whenDurable) {
    AppendLog.Batch batch;
    List<Runnable> due;
    synchronized (this) {
      batch = log.add(json.line(line));
      waiting.add(whenDurable);
      if (waiting.size() < GROUP_LINES && System.nanoTime() - syncedNanos < GROUP_NANOS) {
        return;
      }
      due = takeDue();
    }
    await(batch, due);
  }

  @Override
  public void close() {
    try (reader) {
      List<Runnable> due = takeDue();
      beforeSync.run();
      log.close();
      due.forEach(Runnable::run);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private synchronized List<Runnable> takeDue() {
    List<Runnable> due = waiting;
    waiting = new ArrayList<>();
    syncedNanos = System.nanoTime();
    return due;
  }

  private void await(AppendLog.Batch batch, List<Runnable> due) {
    beforeSync.run();
    try {
      log.await(batch);
    } catch (IOException e) {
      throw failure(e);
    }
    due.forEach(Runnable::run);
  }

  private Optional<ManifestLine> line(String text) {
    long offset = index.get(text);
    if (offset < 0) {
      return Optional.empty();
    }
    try {
      synchronized (reader) {
        return ManifestFile.at(reader, offset, json);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void readAll() throws IOException {
    try (ManifestFile lines = ManifestFile.open(file)) {
      for (ManifestLine line = lines.next(); line != null; line = lines.next()) {
        if (line instanceof ManifestLine.Sealed sealed) {
          index.put(sealed.question().text(), lines.offset());
        } else if (line instanceof ManifestLine.Opened opened) {
          index.put(opening(DeliveredObjects.identity(opened), opened.wanted()), lines.offset());
        }
      }
    }
  }

  private static String opening(String objectIdentity, String wanted) {
    return String.join("\0", "opened", objectIdentity, wanted);
  }

  private FileUnavailable failure(IOException e) {
    return Disk.failure(DeliveryError.MANIFEST_UNAVAILABLE, "use the manifest", file, e);
  }
}
