package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.saddlebag.errors.FileUnavailable;

/**
 * The receipts of a node: {@code STATE/receipts/YYYY-MM-DD.jsonl} by the UTC day of the finish, one
 * JSON object per line, only ever appended to. Several processes may append. Safe for use by
 * several threads, which share their syncs.
 */
public final class Receipts implements AutoCloseable {

  private final Path folder;
  private final AppendLog.Opener opener;
  private final JsonLines json = new JsonLines();
  private final Map<LocalDate, Set<String>> known = new HashMap<>();
  private LocalDate day;
  private AppendLog log;

  private Receipts(Path folder, AppendLog.Opener opener) {
    this.folder = folder;
    this.opener = opener;
  }

  /**
   * Opens the folder of receipts and makes it where it is missing.
   *
   * @param stateDirectory the state folder
   * @return the receipts
   * @throws org.saddlebag.errors.FileUnavailable if it can't be made
   */
  public static Receipts open(Path stateDirectory) {
    return open(stateDirectory, AppendLog.FILES);
  }

  static Receipts open(Path stateDirectory, AppendLog.Opener opener) {
    Path folder = stateDirectory.resolve("receipts");
    try {
      Disk.createDirectories(folder);
      return new Receipts(folder, opener);
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "make", folder, e);
    }
  }

  /**
   * Appends a receipt; it is on the disk when this returns.
   *
   * @param receipt a finished one
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public void append(Receipt receipt) {
    try {
      Queued queued = queue(day(receipt), json.line(receipt));
      queued.log().await(queued.batch());
    } catch (IOException e) {
      throw unwritten(day(receipt), e);
    }
  }

  /**
   * Writes receipts that are on the disk elsewhere: they survive the process at once, and a failing
   * machine when {@link #sync} has returned.
   *
   * @param all finished ones
   * @throws org.saddlebag.errors.FileUnavailable if not all could be written
   */
  void write(List<Receipt> all) {
    Map<LocalDate, List<Receipt>> byDay =
        all.stream()
            .collect(Collectors.groupingBy(Receipts::day, TreeMap::new, Collectors.toList()));
    byDay.forEach(this::write);
  }

  private void write(LocalDate wanted, List<Receipt> all) {
    try {
      Queued queued = queue(wanted, json.lines(all));
      queued.log().flush(queued.batch());
    } catch (IOException e) {
      throw unwritten(wanted, e);
    }
  }

  /**
   * Returns when all receipts are on the disk.
   *
   * @throws org.saddlebag.errors.FileUnavailable if they can't be written
   */
  void sync() {
    AppendLog current = current();
    try {
      if (current != null) {
        current.sync();
      }
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "write receipts to", folder, e);
    }
  }

  private synchronized AppendLog current() {
    return log;
  }

  private FileUnavailable unwritten(LocalDate wanted, IOException e) {
    return Disk.failure(DeliveryError.STATE_UNWRITABLE, "write a receipt to", file(wanted), e);
  }

  /** Appends a receipt unless it is there: for the restart, which can't know. */
  void appendOnce(Receipt receipt) {
    LocalDate written = unsigned(day(receipt));
    if (!ids(day(receipt)).contains(receipt.delivery())
        && !ids(written).contains(receipt.delivery())) {
      append(receipt);
      ids(written).add(receipt.delivery());
    }
  }

  @Override
  public synchronized void close() {
    try {
      closeLog();
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "close", folder, e);
    }
  }

  private record Queued(AppendLog log, AppendLog.Batch batch) {}

  /** Waiting happens outside of the lock, so that others can join the batch. */
  private synchronized Queued queue(LocalDate wanted, byte[] lines) throws IOException {
    turnTo(wanted);
    return new Queued(log, log.add(lines));
  }

  /** The delivery ids of a day; each file is read once. */
  private synchronized Set<String> ids(LocalDate wanted) {
    return known.computeIfAbsent(wanted, date -> read(file(date)));
  }

  private Set<String> read(Path file) {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    if (Files.exists(file)) {
      try {
        JsonLines.forEach(
            file,
            line -> json.parse(line, Receipt.class).ifPresent(found -> ids.add(found.delivery())));
      } catch (IOException e) {
        throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "read", file, e);
      }
    }
    return ids;
  }

  /**
   * Near midnight a late receipt of yesterday may follow in today's file. Closing a file writes all
   * that is queued, so that whoever waits for it has the answer.
   */
  private void turnTo(LocalDate wanted) throws IOException {
    if (day == null || wanted.isAfter(day)) {
      closeLog();
      LocalDate to = unsigned(wanted);
      log = AppendLog.open(file(to), opener);
      day = to;
    }
  }

  /** What is signed is not written to any more: a late receipt follows in the next file. */
  private LocalDate unsigned(LocalDate wanted) {
    LocalDate at = wanted;
    while (Files.exists(folder.resolve(at + ".jsonl.sig"))) {
      at = at.plusDays(1);
    }
    return at;
  }

  private void closeLog() throws IOException {
    AppendLog old = log;
    log = null;
    day = null;
    if (old != null) {
      old.close();
    }
  }

  private Path file(LocalDate wanted) {
    return folder.resolve(wanted + ".jsonl");
  }

  private static LocalDate day(Receipt receipt) {
    return LocalDate.ofInstant(receipt.finished(), ZoneOffset.UTC);
  }
}
