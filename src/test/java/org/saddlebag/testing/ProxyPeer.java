package org.saddlebag.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An http proxy on loopback that opens tunnels for one user and nobody else. */
public final class ProxyPeer implements AutoCloseable {

  private final ServerSocket server;
  private final String wanted;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> tunnels = new CopyOnWriteArrayList<>();

  /**
   * Starts one.
   *
   * @param user who may pass
   * @param password of the user
   */
  public ProxyPeer(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    wanted = "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException("no proxy", e);
    }
    threads.execute(this::listen);
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      OutputStream out = client.getOutputStream();
      if (!head.contains(wanted)) {
        out.write(
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        return;
      }
      String target = head.split(" ", 3)[1];
      tunnels.add(target);
      String[] parts = target.split(":", 2);
      try (Socket far = new Socket(parts[0], Integer.parseInt(parts[1]))) {
        out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        threads.execute(() -> pump(far, client));
        client.getInputStream().transferTo(far.getOutputStream());
      }
    } catch (IOException e) {
      // Either side may hang up.
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either side may hang up.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int sign = in.read();
      if (sign < 0) {
        throw new IOException("the client hung up");
      }
      head.append((char) sign);
    }
    return head.toString();
  }

  /**
   * Where it listens.
   *
   * @return a port of 127.0.0.1
   */
  public int port() {
    return server.getLocalPort();
  }

  /**
   * What it opened.
   *
   * @return {@code HOST:PORT} of each
   */
  public List<String> tunnels() {
    return List.copyOf(tunnels);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("it does not close", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
