package org.saddlebag.local.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;

/** An HTTP/1.1 server on 127.0.0.1, one thread per connection. */
public final class LoopbackServer implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int LINE_BYTES = 64 * 1024;
  private static final int BACKLOG = 1024;
  // Longer than clients keep idle connections, so that the client is the one who closes them.
  private static final int IDLE_MINUTES = 15;

  private final HttpServer server;

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port the port, 0 for any free one
   * @param service who answers
   * @param faults what goes wrong
   * @param log where requests are recorded
   * @return the running server
   * @throws IOException when the port cannot be had
   */
  public static LoopbackServer start(int port, Service service, FaultSwitch faults, RequestLog log)
      throws IOException {
    Http1Config http =
        Http1Config.custom()
            .setBufferSize(BUFFER_BYTES)
            .setChunkSizeHint(BUFFER_BYTES)
            .setMaxLineLength(LINE_BYTES)
            .build();
    HttpService messages =
        new HttpService(
            HttpProcessors.server(),
            new HttpFront(new Conductor(service, faults, log)),
            http,
            DefaultConnectionReuseStrategy.INSTANCE,
            null);
    HttpServer server =
        new HttpServer(
            port,
            messages,
            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
            sockets(),
            null,
            connections(http),
            null,
            null,
            new FaultsToSockets());
    server.start();
    return new LoopbackServer(server);
  }

  private static SocketConfig sockets() {
    return SocketConfig.custom()
        // A server that was killed comes back at its port, whatever of its connections lingers
        // there.
        .setSoReuseAddress(true)
        .setTcpNoDelay(true)
        .setSoTimeout(IDLE_MINUTES, TimeUnit.MINUTES)
        .setBacklogSize(BACKLOG)
        .build();
  }

  private static DefaultBHttpServerConnectionFactory connections(Http1Config http) {
    CharCodingConfig utf8 = CharCodingConfig.custom().setCharset(StandardCharsets.UTF_8).build();
    return new DefaultBHttpServerConnectionFactory(URIScheme.HTTP.id, http, utf8);
  }

  /**
   * Where clients find the server.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Stops at once; open connections are reset. */
  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
  }

  /** After an error the library resets the connection; a cut answer ends in an ordinary way. */
  private static final class FaultsToSockets implements ExceptionListener {
    @Override
    public void onError(Exception ex) {}

    @Override
    public void onError(HttpConnection connection, Exception ex) {
      if (ex instanceof ConnectionReset reset && reset.orderly()) {
        connection.close(CloseMode.GRACEFUL);
      }
    }
  }
}
