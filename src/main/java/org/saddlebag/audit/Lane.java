package org.saddlebag.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.saddlebag.delivery.AppendLog;
import org.saddlebag.delivery.FolderLock;

/**
 * One chain of lines, which one process writes. After a failed write the lane is opened anew at the
 * next line: it continues what is on the disk, marks what is torn, and so goes on once there is
 * room. Safe for use by several threads, which share their syncs.
 */
final class Lane implements AutoCloseable {

  /** A file longer than this is followed by another one. */
  static final long FILE_BYTES = 64L << 20;

  /** The line that marks what was torn or is missing. */
  static final String RECOVERED = "recovered";

  /**
   * A line on its way to the disk.
   *
   * @param log where it is queued
   * @param batch what it goes out with
   * @param seq its number
   */
  record Ticket(AppendLog log, AppendLog.Batch batch, long seq) {}

  private final Path folder;
  private final FolderLock lock;
  private final Head head;
  private final Clock clock;
  private final Who who;
  private final AppendLog.Opener opener;
  private AppendLog log;
  private Path file;
  private LocalDate day;
  private Head.Mark last;

  private Lane(Path folder, FolderLock lock, Head head, Clock clock, Who who, AppendLog.Opener to) {
    this.folder = folder;
    this.lock = lock;
    this.head = head;
    this.clock = clock;
    this.who = who;
    this.opener = LaneSink.opener(to, head);
  }

  /** Opens a lane, or returns empty where another process has it. */
  static Optional<Lane> open(Path folder, Clock clock, Who who, AppendLog.Opener opener)
      throws IOException {
    Optional<FolderLock> lock = FolderLock.take(folder);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    Optional<Head.Mark> remembered = Head.read(folder);
    Lane lane = new Lane(folder, lock.get(), Head.open(folder), clock, who, opener);
    try {
      lane.begin(remembered);
      return Optional.of(lane);
    } catch (IOException e) {
      lane.release();
      throw e;
    }
  }

  /**
   * Adds a line to the chain.
   *
   * @return to be waited for
   * @throws IOException if no line can be written
   */
  Ticket append(AuditEvent event) throws IOException {
    byte[] json = event.json();
    synchronized (this) {
      if (log == null) {
        begin(Head.read(folder));
      }
      turn();
      return queue(json);
    }
  }

  /** Returns when a line is on the disk. */
  void await(Ticket ticket) throws IOException {
    try {
      ticket.log().await(ticket.batch());
    } catch (IOException e) {
      broken(ticket.log());
      throw e;
    }
  }

  /** Returns when a line survives the process. */
  void flush(Ticket ticket) throws IOException {
    try {
      ticket.log().flush(ticket.batch());
    } catch (IOException e) {
      broken(ticket.log());
      throw e;
    }
  }

  /** Returns when all lines are on the disk. */
  void sync() throws IOException {
    AppendLog all;
    synchronized (this) {
      all = log;
    }
    if (all == null) {
      throw new IOException("lines before were lost");
    }
    try {
      all.sync();
    } catch (IOException e) {
      broken(all);
      throw e;
    }
  }

  /** Whether a line that was written is on the disk, brought there by others perhaps. */
  boolean isOnDisk(long seq) {
    return head.syncedSeq() >= seq;
  }

  private Ticket queue(byte[] json) {
    ChainLine.Fresh fresh = ChainLine.join(last.seq() + 1, last.hash(), json);
    AppendLog.Batch batch = log.add(fresh.bytes());
    last = new Head.Mark(last.seq() + 1, fresh.hash());
    return new Ticket(log, batch, last.seq());
  }

  private void begin(Optional<Head.Mark> remembered) throws IOException {
    List<Path> files = LaneFiles.files(folder);
    Tail tail = Tail.of(files);
    file = files.isEmpty() ? LaneFiles.next(folder, null, today()) : files.get(files.size() - 1);
    last = tail.last();
    day = LaneFiles.day(file);
    log = AppendLog.open(file, opener);
    try {
      mark(tail, remembered);
    } catch (IOException e) {
      broken(log);
      throw e;
    }
  }

  /** A head that is behind is no loss: it follows the lines. */
  private void mark(Tail tail, Optional<Head.Mark> remembered) throws IOException {
    boolean fresh = tail.last().seq() == 0 && tail.restBytes() == 0 && remembered.isEmpty();
    boolean forgotten = !fresh && remembered.isEmpty();
    Head.Mark known = remembered.orElse(Head.Mark.BEGINNING);
    boolean cut = known.seq() > tail.last().seq();
    if (tail.restBytes() > 0 || forgotten || cut) {
      AuditEvent marked =
          new AuditEvent(RECOVERED, clock.instant())
              .with("tornBytes", tail.restBytes() == 0 ? null : tail.restBytes())
              .with("tornHash", tail.restHash())
              .with("headMissing", forgotten ? true : null)
              .with("headSeq", cut ? known.seq() : null)
              .with("headHash", cut ? known.hash() : null)
              .by(who);
      Ticket ticket = queue(marked.json());
      ticket.log().await(ticket.batch());
    } else {
      head.write(last);
      head.sync();
    }
  }

  /** Near midnight a late line of yesterday may follow in today's file. */
  private void turn() throws IOException {
    boolean full = log.sizeBytes() > FILE_BYTES;
    if (full || (log.sizeBytes() > 0 && today().isAfter(day))) {
      AppendLog old = log;
      log = null;
      old.close();
      head.sync();
      file = LaneFiles.next(folder, file, today());
      day = LaneFiles.day(file);
      log = AppendLog.open(file, opener);
    }
  }

  private synchronized void broken(AppendLog failed) {
    if (log == failed) {
      log = null;
      try {
        failed.close();
      } catch (IOException e) {
        // It has failed before, and whoever waited for it knows.
      }
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void release() throws IOException {
    try (lock) {
      head.close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      if (log != null) {
        log.close();
      }
    } finally {
      release();
    }
  }
}
