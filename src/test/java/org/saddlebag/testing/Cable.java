package org.saddlebag.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A cable from a port on loopback to another one that can be pulled and put back. */
public final class Cable implements AutoCloseable {

  private final int target;
  private final int port;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
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
  public void pull() throws IOException {
    server.close();
    for (Socket end : ends) {
      end.close();
    }
    ends.clear();
  }

  /** Lets connections pass again. */
  public void plugIn() throws IOException {
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
              threads.execute(() -> pump(near, far));
              threads.execute(() -> pump(far, near));
            } catch (IOException e) {
              // Pulled.
            }
          }
        });
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either side may hang up.
    }
  }

  @Override
  public void close() throws IOException {
    pull();
    threads.shutdownNow();
  }
}
