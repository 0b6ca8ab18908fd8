package org.saddlebag.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A cable from a port on loopback to another one that can be pulled and put back. */
public final class Cable implements AutoCloseable {

  private static final int PIECE_BYTES = 8192;

  private final int target;
  private final int port;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private ServerSocket server;

  /**
   * A cable that is plugged in.
   *
   * @param target the port that it leads to
   */
  public Cable(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = server.getLocalPort();
    listen();
  }

  /** The port that leads there. */
  public int port() {
    return port;
  }

  /** Cuts all connections, and refuses others. */
  public synchronized void pull() throws IOException {
    server.close();
    for (Socket end : ends) {
      end.close();
    }
    ends.clear();
  }

  /** Pulls it by itself when so many bytes more have come back. */
  public void pullAfter(long bytes) {
    left.set(bytes);
  }

  /** Lets connections pass again. */
  public void plugIn() throws IOException {
    left.set(Long.MAX_VALUE);
    server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    listen();
  }

  private void listen() {
    ServerSocket listening = server;
    threads.execute(
        () -> {
          while (!listening.isClosed()) {
            try {
              Socket near = listening.accept();
              Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
              ends.add(near);
              ends.add(far);
              threads.execute(() -> pump(near, far, new AtomicLong(Long.MAX_VALUE)));
              threads.execute(() -> pump(far, near, left));
            } catch (IOException e) {
              // Pulled.
            }
          }
        });
  }

  private void pump(Socket from, Socket to, AtomicLong most) {
    byte[] piece = new byte[PIECE_BYTES];
    try (from;
        to) {
      for (int count = read(from, piece); count >= 0; count = read(from, piece)) {
        if (most.addAndGet(-count) < 0) {
          pull();
          return;
        }
        to.getOutputStream().write(piece, 0, count);
      }
    } catch (IOException e) {
      // Either side may hang up.
    }
  }

  private static int read(Socket from, byte[] piece) throws IOException {
    return from.getInputStream().read(piece);
  }

  @Override
  public void close() throws IOException {
    pull();
    threads.shutdownNow();
  }
}
