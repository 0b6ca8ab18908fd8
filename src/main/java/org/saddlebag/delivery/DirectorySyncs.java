package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes names durable, for many threads at once: those that come while their directory is being
 * synced share the next sync, so that files which are moved in parallel pay for few. Waiting can't
 * be interrupted, as in {@link AppendLog}.
 */
final class DirectorySyncs {

  /** What syncs one directory; a seam for tests. */
  interface Sync {
    void directory(Path directory) throws IOException;
  }

  /** A directory, while anybody syncs it. */
  private static final class Queue {
    private Round next;
    private boolean syncing;
    private int users;
  }

  /** Those who share a sync. */
  private static final class Round {
    private final Condition changed;
    private boolean done;
    private IOException failure;

    private Round(Condition changed) {
      this.changed = changed;
    }
  }

  private final Sync sync;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, Queue> queues = new HashMap<>();

  DirectorySyncs() {
    this(Disk::syncDirectory);
  }

  DirectorySyncs(Sync sync) {
    this.sync = sync;
  }

  /** Returns when every change of the directory before this call is on the disk. */
  void sync(Path directory) throws IOException {
    lock.lock();
    try {
      Queue queue = queues.computeIfAbsent(directory, each -> new Queue());
      queue.users++;
      try {
        Round mine = round(queue);
        await(directory, queue, mine);
        if (mine.failure != null) {
          throw new IOException(mine.failure.getMessage(), mine.failure);
        }
      } finally {
        queue.users--;
        if (queue.users == 0) {
          queues.remove(directory);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private Round round(Queue queue) {
    if (queue.next == null) {
      queue.next = new Round(lock.newCondition());
    }
    return queue.next;
  }

  private void await(Path directory, Queue queue, Round mine) {
    while (!mine.done) {
      if (queue.syncing) {
        mine.changed.awaitUninterruptibly();
      } else {
        syncFor(directory, queue, mine);
      }
    }
  }

  /** Called and left with the lock held; syncs without it. */
  private void syncFor(Path directory, Queue queue, Round mine) {
    queue.next = null;
    queue.syncing = true;
    lock.unlock();
    IOException failure = new IOException(directory + " was not synced");
    try {
      sync.directory(directory);
      failure = null;
    } catch (IOException e) {
      failure = e;
    } finally {
      lock.lock();
      queue.syncing = false;
      mine.failure = failure;
      mine.done = true;
      mine.changed.signalAll();
      if (queue.next != null) {
        queue.next.changed.signal();
      }
    }
  }
}
