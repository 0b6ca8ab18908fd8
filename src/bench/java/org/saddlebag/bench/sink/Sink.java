package org.saddlebag.bench.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;

/** The sink's process: prints its endpoint on one line and serves until it is killed. */
public final class Sink {

  private static final int BACKLOG = 1024;
  private static final long STACK_BYTES = 256 << 10;

  private Sink() {}

  /**
   * Starts it.
   *
   * @param args {@code [--port N] [--dir DIR] [--ready MIB] [--latency MILLISECONDS] [--forget]}
   * @throws IOException if the port or the directory can't be had
   */
  public static void main(String[] args) throws IOException {
    SinkOptions options = SinkOptions.parse(List.of(args));
    Files.createDirectories(options.directory());
    SegmentPool pool = new SegmentPool(options.directory());
    pool.prepare(options.readyBytes());
    Service service = new Service(new BlobStore(pool, options.forget()));
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), BACKLOG);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      System.out.println("http://127.0.0.1:" + port);
      while (true) {
        serve(server.accept(), service, options.latencyMillis());
      }
    }
  }

  private static void serve(SocketChannel channel, Service service, long latencyMillis)
      throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Connection connection = new Connection(new Wire(channel), service, latencyMillis);
    new Thread(null, connection, "connection", STACK_BYTES).start();
  }
}
