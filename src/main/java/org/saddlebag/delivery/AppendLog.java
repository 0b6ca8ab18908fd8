package org.saddlebag.delivery;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
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
  }

  /** The file system. */
  public static final Opener FILES = FileSink::new;

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

  /** One sync and those who wait for it. */
  private static final class Round {
    private final Condition changed;
    private long reach;
    private boolean done;
    private IOException failure;

    private Round(Condition changed) {
      this.changed = changed;
    }
  }

  private final Path file;
  private final Opener opener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private Sink sink;
  private boolean torn;
  private long sizeBytes;
  private Batch next = new Batch(1);
  private long written;
  private long synced;
  private Round current;
  private Round coming = new Round(lock.newCondition());

  private AppendLog(Path file, Opener opener) throws IOException {
    this.file = file;
    this.opener = opener;
    this.sink = opener.open(file);
    this.sizeBytes = Files.size(file);
    this.torn = endsTorn(file);
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
    lock.lock();
    try {
      return sizeBytes;
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      write(batch);
      reach(batch.number);
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      if (next.lines.size() > 0) {
        write(next);
      }
      reach(written);
    } finally {
      lock.unlock();
    }
  }

  /** Puts other content in the file's place, atomically; what is queued still comes behind it. */
  void replace(byte[] content) throws IOException {
    lock.lock();
    try {
      awaitIdle();
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      try (Sink out = opener.open(fresh)) {
        out.write(content);
        out.sync();
      }
      Disk.replace(fresh, file);
      sink.close();
      sink = opener.open(file);
      sizeBytes = content.length;
      torn = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      sync();
    } finally {
      lock.lock();
      try {
        awaitIdle();
        sink.close();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Called with the lock held, as are all below. Who comes first writes for all. */
  private void write(Batch batch) throws IOException {
    if (!batch.done) {
      next = new Batch(batch.number + 1);
      byte[] bytes = batch.lines.toByteArray();
      try {
        sink.write(torn ? onNewLine(bytes) : bytes);
        torn = false;
        sizeBytes += bytes.length;
      } catch (IOException e) {
        torn = true;
        batch.failure = e;
      }
      written = batch.number;
      batch.done = true;
    }
    rethrow(batch.failure);
  }

  /** A sync reaches what was written before it began. */
  private void reach(long number) throws IOException {
    if (number <= synced) {
      return;
    }
    Round round = current != null && current.reach >= number ? current : coming;
    while (!round.done) {
      if (current == null) {
        lead(round);
      } else {
        round.changed.awaitUninterruptibly();
      }
    }
    rethrow(round.failure);
  }

  /** Of those who wait for the coming round only one is to lead it. */
  private void lead(Round round) {
    coming = new Round(lock.newCondition());
    current = round;
    round.reach = written;
    round.failure = syncUnlocked(sink);
    if (round.failure == null) {
      synced = round.reach;
    }
    round.done = true;
    current = null;
    round.changed.signalAll();
    coming.changed.signal();
    idle.signalAll();
  }

  private IOException syncUnlocked(Sink of) {
    lock.unlock();
    try {
      of.sync();
      return null;
    } catch (IOException e) {
      return e;
    } finally {
      lock.lock();
    }
  }

  private void awaitIdle() {
    while (current != null) {
      idle.awaitUninterruptibly();
    }
  }

  private static void rethrow(IOException failure) throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private static byte[] onNewLine(byte[] bytes) {
    byte[] all = new byte[bytes.length + 1];
    all[0] = '\n';
    System.arraycopy(bytes, 0, all, 1, bytes.length);
    return all;
  }

  private static boolean endsTorn(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return false;
      }
      in.seek(in.length() - 1);
      return in.read() != '\n';
    }
  }

  /** {@code O_APPEND}: several processes may append; not a channel, as those die by interrupts. */
  private static final class FileSink implements Sink {
    private final FileOutputStream out;

    FileSink(Path file) throws IOException {
      out = new FileOutputStream(file.toFile(), true);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    @Override
    public void sync() throws IOException {
      out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
