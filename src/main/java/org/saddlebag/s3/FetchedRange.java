package org.saddlebag.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * One range that another thread fetches into memory. Its buffer is given back once, when nobody
 * writes into it any more.
 */
final class FetchedRange {

  /** Opens the range; asked on the fetching thread. */
  interface Opener {
    ObjectBody open();
  }

  private final PartBuffer buffer;
  private final Opener opener;
  private final CompletableFuture<Void> fetched = new CompletableFuture<>();
  private Thread fetcher;
  private boolean dropped;

  FetchedRange(PartBuffer buffer, Opener opener) {
    this.buffer = buffer;
    this.opener = opener;
  }

  /** Gives the buffer back where no thread takes the work. */
  FetchedRange begin(Executor fetchers) {
    boolean taken = false;
    try {
      fetchers.execute(this::fetch);
      taken = true;
      return this;
    } finally {
      if (!taken) {
        buffer.close();
      }
    }
  }

  private void fetch() {
    if (!enter()) {
      return;
    }
    try (ObjectBody body = opener.open()) {
      fill(body);
      fetched.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      fetched.completeExceptionally(e);
    } finally {
      leave();
    }
  }

  private void fill(ObjectBody body) throws IOException {
    int read = 0;
    while (buffer.room() > 0 && read >= 0 && !Thread.currentThread().isInterrupted()) {
      read = buffer.append(body);
    }
    if (buffer.room() > 0) {
      throw StoreError.BODY_BROKEN.failure(
          body.head().address() + " gave fewer bytes than its range holds", null);
    }
  }

  private synchronized boolean enter() {
    if (dropped) {
      return false;
    }
    fetcher = Thread.currentThread();
    return true;
  }

  /** Under the same lock as the interruption, so that none reaches the thread's next work. */
  private synchronized void leave() {
    fetcher = null;
    if (dropped) {
      buffer.close();
      Thread.interrupted();
    }
  }

  /**
   * Waits for the bytes.
   *
   * @return the bytes; closing gives the memory back
   * @throws ExecutionException with what the fetching thread threw
   */
  InputStream await() throws InterruptedException, ExecutionException {
    fetched.get();
    return new ByteArrayInputStream(buffer.bytes(), 0, buffer.length()) {
      @Override
      public void close() {
        buffer.close();
      }
    };
  }

  /** Nobody wants it any more; the fetching thread is told to stop. */
  synchronized void drop() {
    dropped = true;
    if (fetcher != null) {
      fetcher.interrupt();
    } else {
      buffer.close();
    }
  }
}
