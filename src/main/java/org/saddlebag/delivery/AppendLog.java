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
 * A file of lines that is only appended to. Writers that come while another one syncs form the next
 * batch and share one sync (group commit), so that parallel deliveries pay for few.
 *
 * <p>Waiting and writing can't be interrupted: an interrupted thread must not close the file under
 * the others, nor lose the answer to "is it on the disk?". A batch that could not be written fails
 * for all who wait for it; its torn rest is closed off by a line break before the next one, and
 * readers skip it.
 */
public final class AppendLog implements AutoCloseable {

  /** The file; a seam for tests of full and broken disks. */
  public interface Sink extends Closeable {
    /**
     * Appends.
     *
     * @param bytes whole lines
     * @throws IOException if they could not be written, or not all of them
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Brings to the disk what was written.
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

  /** Lines that share a sync. */
  public static final class Batch {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final Condition changed;
    private boolean sync;
    private boolean synced;
    private boolean done;
    private IOException failure;

    private Batch(Condition changed) {
      this.changed = changed;
    }
  }

  private final Path file;
  private final Opener opener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private Sink sink;
  private boolean torn;
  private boolean unsynced;
  private boolean writing;
  private long sizeBytes;
  private Batch next = new Batch(lock.newCondition());

  private AppendLog(Path file, Opener opener) throws IOException {
    this.file = file;
    this.opener = opener;
    this.sink = opener.open(file);
    this.sizeBytes = Files.size(file);
    this.torn = endsTorn(file);
  }

  static AppendLog open(Path file) throws IOException {
    return open(file, FILES);
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
      batch.sync = true;
      settle(batch);
      if (!batch.synced) {
        Batch behind = next;
        behind.sync = true;
        settle(behind);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when the batch is with the operating system: it survives the process. That takes less
   * time than to wait for another thread to do it, so nobody is kept waiting.
   *
   * @param batch of this log
   * @throws IOException if it could not be written
   */
  public void flush(Batch batch) throws IOException {
    lock.lock();
    try {
      if (!batch.done && !writing && !batch.sync) {
        writeNext(true);
      }
      settle(batch);
    } finally {
      lock.unlock();
    }
  }

  /** Returns when all that was added is on the disk. */
  void sync() throws IOException {
    await(add(new byte[0]));
  }

  /** Called with the lock held. Of those who wait for the next batch only one is to write it. */
  private void settle(Batch batch) throws IOException {
    while (!batch.done) {
      if (writing) {
        batch.changed.awaitUninterruptibly();
      } else {
        writeNext(false);
      }
    }
    if (batch.failure != null) {
      throw new IOException(batch.failure.getMessage(), batch.failure);
    }
  }

  /** Puts other content in the file's place, atomically; what is queued still comes behind it. */
  void replace(byte[] content) throws IOException {
    lock.lock();
    try {
      while (writing) {
        idle.awaitUninterruptibly();
      }
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
      sink.close();
    }
  }

  /** Called and left with the lock held; writes without it where others may go on meanwhile. */
  private void writeNext(boolean holding) {
    Batch batch = next;
    next = new Batch(lock.newCondition());
    writing = true;
    byte[] bytes = batch.lines.toByteArray();
    boolean sync = batch.sync && (unsynced || bytes.length > 0);
    IOException failure = holding ? written(bytes, sync) : writtenUnlocked(bytes, sync);
    batch.failure = failure;
    batch.done = true;
    torn = failure != null || (torn && bytes.length == 0);
    batch.synced = sync && failure == null;
    unsynced = !batch.synced && (unsynced || bytes.length > 0);
    sizeBytes += failure == null ? bytes.length : 0;
    writing = false;
    batch.changed.signalAll();
    next.changed.signal();
    idle.signalAll();
  }

  private IOException writtenUnlocked(byte[] bytes, boolean sync) {
    lock.unlock();
    try {
      return written(bytes, sync);
    } finally {
      lock.lock();
    }
  }

  /** What went wrong, or null. */
  private IOException written(byte[] bytes, boolean sync) {
    try {
      write(bytes, sync);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private void write(byte[] bytes, boolean sync) throws IOException {
    if (bytes.length > 0) {
      sink.write(torn ? onNewLine(bytes) : bytes);
    }
    if (sync) {
      sink.sync();
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
