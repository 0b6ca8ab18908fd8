package org.saddlebag.delivery;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file of lines that is only appended to. Lines are written at once, also while a sync is under
 * way; who comes during a sync and needs one shares the next one (group commit), so that parallel
 * deliveries pay for few.
 *
 * <p>Waiting and writing can't be interrupted: an interrupted thread must not close the file under
 * the others, nor lose the answer to "is it on the disk?". A batch that could not be written fails
 * for all who wait for it; its torn rest is closed off by a line break before the next one, and
 * readers skip it.
 */
public final class AppendLog implements AutoCloseable {

  /** The file; a seam for tests of full and broken disks. Written and synced at the same time. */
  public interface Sink extends Closeable {
    /**
     * Appends.
     *
     * @param bytes whole lines
     * @throws IOException if they could not be written, or not all of them
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Brings to the disk what was written before this began.
     *
     * @throws IOException if that is not certain
     */
    void sync() throws IOException;
  }

  /** Opens the file for appending. */
  public interface Opener {
    /**
     * Opens a file, which is made where it is missing.
     *
     * @param file the file
     * @return to be closed
     * @throws IOException if it can't be opened
     */
    Sink open(Path file) throws IOException;

    /**
     * Brings the names in a directory to the disk.
     *
     * @param directory the directory
     * @throws IOException if that is not certain
     */
    default void syncDirectory(Path directory) throws IOException {
      Disk.syncDirectory(directory);
    }
  }

  /** The file system. */
  public static final Opener FILES = AppendedFile::new;

  /** Lines that are written together. */
  public static final class Batch {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final long number;
    private boolean done;
    private IOException failure;

    private Batch(long number) {
      this.number = number;
    }
  }

  /**
   * What somebody has to wait for.
   *
   * @param round his; null when there is nothing to wait for
   * @param before must be over before his can begin; null when none is under way
   * @param leads whether he is the one to sync
   */
  private record Turn(SyncRound round, SyncRound before, boolean leads) {
    private static final Turn OVER = new Turn(null, null, false);
  }

  private final LogFile file;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean torn;
  private final AtomicLong sizeBytes = new AtomicLong();
  private Batch next = new Batch(1);
  private long written;
  private long synced;
  private final LostBatches lost = new LostBatches();
  private SyncRound current;
  private SyncRound coming = new SyncRound();

  private AppendLog(Path file, Opener opener) throws IOException {
    this.file = new LogFile(file, opener);
    sizeBytes.set(Files.size(file));
    this.torn = AppendedFile.endsTorn(file);
  }

  /**
   * Opens a file, which is made where it is missing.
   *
   * @param file the file
   * @param opener how
   * @return to be closed
   * @throws IOException if it can't be opened
   */
  public static AppendLog open(Path file, Opener opener) throws IOException {
    Disk.createDirectories(file.getParent());
    boolean fresh = Files.notExists(file);
    AppendLog log = new AppendLog(file, opener);
    if (fresh) {
      Disk.syncDirectory(file.getParent());
    }
    return log;
  }

  /**
   * How long the file is.
   *
   * @return in bytes, without what waits to be written
   */
  public long sizeBytes() {
    return sizeBytes.get();
  }

  /**
   * Queues a line, which goes out with the next batch that somebody waits for.
   *
   * @param line with its line break
   * @return what to wait for
   */
  public Batch add(byte[] line) {
    lock.lock();
    try {
      next.lines.writeBytes(line);
      return next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when the batch is on the disk.
   *
   * @param batch of this log
   * @throws IOException if it could not be written
   */
  public void await(Batch batch) throws IOException {
    Turn turn;
    lock.lock();
    try {
      write(batch);
      turn = reach(batch.number);
    } finally {
      lock.unlock();
    }
    take(turn);
    requireKept(batch.number);
  }

  /**
   * Returns when the batch is with the operating system: it survives the process.
   *
   * @param batch of this log
   * @throws IOException if it could not be written
   */
  public void flush(Batch batch) throws IOException {
    lock.lock();
    try {
      write(batch);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when all that was added is on the disk.
   *
   * @throws IOException if that is not certain
   */
  public void sync() throws IOException {
    Turn turn;
    long all;
    lock.lock();
    try {
      if (next.lines.size() > 0) {
        write(next);
      }
      all = written;
      turn = reach(all);
    } finally {
      lock.unlock();
    }
    take(turn);
    requireKept(all);
  }

  /** Puts other content in the file's place, atomically; what is queued still comes behind it. */
  void replace(byte[] content) throws IOException {
    lockIdle();
    try {
      file.replace(content);
      sizeBytes.set(content.length);
      torn = false;
      file.settle();
      lost.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      sync();
    } finally {
      lockIdle();
      try {
        file.close();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Called with the lock held. Who comes first writes for all. */
  private void write(Batch batch) throws IOException {
    if (!batch.done) {
      next = new Batch(batch.number + 1);
      byte[] bytes = batch.lines.toByteArray();
      try {
        file.write(torn ? AppendedFile.onNewLine(bytes) : bytes);
        torn = false;
        sizeBytes.addAndGet(bytes.length);
      } catch (IOException e) {
        torn = true;
        batch.failure = e;
      }
      written = batch.number;
      batch.done = true;
    }
    rethrow(batch.failure);
  }

  /** A sync reaches what was written before it began; who comes first into a round leads it. */
  private Turn reach(long number) {
    if (number <= synced) {
      return Turn.OVER;
    }
    if (current != null && current.reach >= number) {
      return new Turn(current, current, false);
    }
    boolean leads = !coming.led;
    coming.led = true;
    return new Turn(coming, current, leads);
  }

  /** Called without the lock, as is what follows. */
  private void take(Turn turn) throws IOException {
    if (turn.round() == null) {
      return;
    }
    if (turn.leads()) {
      if (turn.before() != null) {
        turn.before().await();
      }
      lead(turn.round());
    } else {
      turn.round().await();
    }
    rethrow(turn.round().failure);
  }

  private void lead(SyncRound round) {
    lock.lock();
    try {
      coming = new SyncRound();
      current = round;
      round.reach = written;
    } finally {
      lock.unlock();
    }
    round.failure = syncFile();
    lock.lock();
    try {
      if (round.failure == null) {
        synced = round.reach;
      } else {
        lost.add(synced, written, round.failure);
      }
      current = null;
    } finally {
      lock.unlock();
    }
    round.end();
  }

  /** Returns with the lock held, and no sync under way. */
  private void lockIdle() {
    lock.lock();
    while (current != null) {
      SyncRound busy = current;
      lock.unlock();
      busy.await();
      lock.lock();
    }
  }

  private void requireKept(long number) throws IOException {
    lock.lock();
    try {
      rethrow(lost.why(number));
    } finally {
      lock.unlock();
    }
  }

  private IOException syncFile() {
    try {
      file.sync();
      return null;
    } catch (IOException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return new IOException(e);
    }
  }

  private static void rethrow(IOException failure) throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }
}
