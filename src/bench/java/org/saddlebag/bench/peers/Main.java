package org.saddlebag.bench.peers;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One run of one client: {@code CLIENT ENDPOINT BUCKET THREADS ACT WHAT...}.
 *
 * <p>{@code put KEY FILE...} and {@code get KEY FILE...} take pairs; {@code put-tree PREFIX DIR}
 * and {@code get-tree PREFIX DIR} all that is there.
 */
public final class Main {

  private static final int FIRST_PLACE = 5;

  private Main() {}

  /**
   * Does it.
   *
   * @param args see above
   * @throws Exception if a transfer fails
   */
  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[3]);
    Peers peers = new Peers(URI.create(args[1]), threads);
    String bucket = args[2];
    String act = args[4];
    List<String> places = List.of(args).subList(FIRST_PLACE, args.length);
    try (Peer peer = peers.named(args[0]);
        Stream<Transfer> transfers = Transfers.of(act, peers, bucket, places)) {
      Consumer<Transfer> one =
          act.startsWith("put")
              ? transfer -> peer.put(bucket, transfer.key(), transfer.file())
              : transfer -> peer.get(bucket, transfer.key(), transfer.file());
      run(transfers.iterator(), threads, one);
    }
    System.exit(0);
  }

  private static void run(Iterator<Transfer> transfers, int threads, Consumer<Transfer> one)
      throws InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(workers.submit(() -> work(transfers, one)));
    }
    for (Future<?> worker : running) {
      worker.get();
    }
    workers.shutdown();
  }

  private static void work(Iterator<Transfer> transfers, Consumer<Transfer> one) {
    for (Transfer next = next(transfers); next != null; next = next(transfers)) {
      one.accept(next);
    }
  }

  private static Transfer next(Iterator<Transfer> transfers) {
    synchronized (transfers) {
      return transfers.hasNext() ? transfers.next() : null;
    }
  }
}
