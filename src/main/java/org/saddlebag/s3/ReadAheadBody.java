package org.saddlebag.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * A large object as a row of ranges. While one is read, other threads fetch the next ones into part
 * buffers, as far as there is free memory; where there is none, the reader fetches for itself.
 * Every range is bound to the entity tag of the first answer, so that no other object's bytes get
 * in.
 */
final class ReadAheadBody extends ObjectBody {

  /** Opens a part of this very object. */
  interface Ranges {
    ObjectBody open(long fromByte, long toByteInclusive);
  }

  private final ObjectBody first;
  private final Ranges ranges;
  private final TransferLimits limits;
  private final PartBuffers buffers;
  private final Executor fetchers;
  private final Deque<FetchedRange> ahead = new ArrayDeque<>();
  private InputStream current;

  /** Where {@code current} stands. */
  private long position;

  /** The first byte that nobody has been asked for. */
  private long next;

  private boolean closed;

  /**
   * Takes over the body of the first range.
   *
   * @param firstBytes how long it is
   */
  ReadAheadBody(
      ObjectBody first,
      long firstBytes,
      Ranges ranges,
      TransferLimits limits,
      PartBuffers buffers,
      Executor fetchers) {
    this.first = first;
    this.current = first;
    this.next = firstBytes;
    this.ranges = ranges;
    this.limits = limits;
    this.buffers = buffers;
    this.fetchers = fetchers;
  }

  @Override
  public ObjectHead head() {
    return first.head();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (closed) {
      throw new IOException("the body of " + head().address() + " is closed");
    }
    if (length == 0) {
      return 0;
    }
    if (position == 0) {
      fetchAhead();
    }
    while (position < head().lengthBytes()) {
      int read = current.read(target, offset, length);
      if (read > 0) {
        position += read;
        return read;
      }
      advance();
    }
    return -1;
  }

  private void advance() throws IOException {
    current.close();
    FetchedRange fetched = ahead.poll();
    current = fetched == null ? ranges.open(next, claim(bytesOfNext())) : awaited(fetched);
    fetchAhead();
  }

  /** Asks for as many ranges as may be under way, but never waits for memory. */
  private void fetchAhead() {
    while (ahead.size() < limits.partsInFlight() && next < head().lengthBytes()) {
      int bytes = bytesOfNext();
      PartBuffer buffer = buffers.leaseNow(bytes);
      if (buffer == null) {
        return;
      }
      buffer.limit(bytes);
      long from = next;
      long to = claim(bytes);
      ahead.add(new FetchedRange(buffer, () -> ranges.open(from, to)).begin(fetchers));
    }
  }

  private int bytesOfNext() {
    return (int) Math.min(limits.partSizeBytes(), head().lengthBytes() - next);
  }

  /** The last byte of what is asked for. */
  private long claim(int bytes) {
    next += bytes;
    return next - 1;
  }

  private InputStream awaited(FetchedRange fetched) throws IOException {
    boolean taken = false;
    try {
      InputStream bytes = fetched.await();
      taken = true;
      return bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreError.INTERRUPTED.failure("reading " + head().address() + " was interrupted", e);
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } finally {
      if (!taken) {
        fetched.drop();
      }
    }
  }

  private static IOException thrown(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return (IOException) cause;
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      ahead.forEach(FetchedRange::drop);
      ahead.clear();
      current.close();
    }
  }
}
