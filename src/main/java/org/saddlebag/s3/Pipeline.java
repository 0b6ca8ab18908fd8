package org.saddlebag.s3;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads a source part by part on the calling thread while other threads send the parts before. At
 * most a fixed number of parts is under way; each keeps its buffer until the store has it. Returns
 * only when no part is under way any more, in failure too.
 */
final class Pipeline {

  /** Sends one part, with all its retries, and returns when the store has it. */
  interface PartSender {
    void send(int number, PartBuffer part, PartDigest digest);
  }

  private final StoreSettings settings;
  private final PartBuffers buffers;
  private final Executor senders;
  private final Source source;
  private final PartSender sender;
  private final Semaphore turns;
  private final Map<Integer, PartDigest> digests = new ConcurrentSkipListMap<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private int number;

  Pipeline(
      StoreSettings settings,
      PartBuffers buffers,
      Executor senders,
      Source source,
      PartSender sender) {
    this.settings = settings;
    this.buffers = buffers;
    this.senders = senders;
    this.source = source;
    this.sender = sender;
    this.turns = new Semaphore(settings.transfer().partsInFlight());
  }

  /**
   * Sends the filled first part and all that the source still holds.
   *
   * @return what each part was sent with, in order
   */
  List<PartDigest> send(ObjectAddress target, PartBuffer first) {
    try {
      turns.acquire();
      hand(first);
      while (failure.get() == null && !source.ended()) {
        turns.acquire();
        hand(next(target));
      }
    } catch (InterruptedException e) {
      failure.compareAndSet(null, AwsPuts.interrupted(target, e));
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      turns.acquireUninterruptibly(settings.transfer().partsInFlight());
    }
    rethrow(failure.get());
    return List.copyOf(digests.values());
  }

  /** Holds a turn; gives it back where no part comes of it. */
  private PartBuffer next(ObjectAddress target) throws InterruptedException {
    PartBuffer buffer = null;
    boolean filled = false;
    try {
      if (number == TransferLimits.MAX_PARTS) {
        long max = settings.transfer().maxObjectBytes();
        throw PutRules.tooLarge(target, "more bytes than that", max);
      }
      buffer = buffers.lease(source.expectedBytes());
      source.fill(buffer);
      filled = true;
      return buffer;
    } finally {
      if (!filled) {
        turns.release();
        close(buffer);
      }
    }
  }

  private void hand(PartBuffer part) {
    int mine = ++number;
    boolean handed = false;
    try {
      senders.execute(() -> sendOne(mine, part));
      handed = true;
    } finally {
      if (!handed) {
        turns.release();
        part.close();
      }
    }
  }

  private void sendOne(int mine, PartBuffer part) {
    try (part) {
      if (failure.get() == null) {
        PartDigest digest = part.digest(settings.profile().contentCheck());
        sender.send(mine, part, digest);
        digests.put(mine, digest);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      turns.release();
    }
  }

  private static void close(PartBuffer buffer) {
    if (buffer != null) {
      buffer.close();
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }
}
