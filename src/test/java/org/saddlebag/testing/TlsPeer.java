package org.saddlebag.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A TLS server on loopback that answers 200 to everything, as strict as the test wants it. It
 * stands on a bare socket: the JDK's HTTP server hangs up where others send an alert.
 */
public final class TlsPeer implements AutoCloseable {

  private final SSLServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private TlsPeer(SSLServerSocket server) {
    this.server = server;
  }

  /**
   * One that takes everybody.
   *
   * @param own its certificate
   * @param protocols the versions it speaks, by the JDK's names; none for the JDK's own choice
   * @return running
   */
  public static TlsPeer open(TestCertificate own, String... protocols) {
    return start(own, null, protocols);
  }

  /**
   * One that asks everybody for a certificate.
   *
   * @param own its certificate
   * @param trusted the one that it takes
   * @param protocols see {@link #open}
   * @return running
   */
  public static TlsPeer mutual(TestCertificate own, TestCertificate trusted, String... protocols) {
    return start(own, trusted, protocols);
  }

  private static TlsPeer start(TestCertificate own, TestCertificate trusted, String... protocols) {
    try {
      SSLServerSocket socket =
          (SSLServerSocket)
              context(own, trusted)
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      socket.setNeedClientAuth(trusted != null);
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      TlsPeer peer = new TlsPeer(socket);
      peer.threads.execute(peer::listen);
      return peer;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no TLS server", e);
    }
  }

  private static SSLContext context(TestCertificate own, TestCertificate trusted)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own.open(), TestCertificate.PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    authorities.setCertificateEntry("authority", (trusted == null ? own : trusted).certificate());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String request = line(in);
      connections.addAndGet(request.isEmpty() ? 0 : 1);
      while (!request.isEmpty()) {
        requests.add(request);
        in.skipNBytes(bodyLength(in));
        OutputStream out = socket.getOutputStream();
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        request = line(in);
      }
    } catch (IOException e) {
      // The client's side of a refused handshake is what a test looks at.
    }
  }

  private static long bodyLength(InputStream in) throws IOException {
    long length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(header.substring(15).strip());
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
      line.append((char) sign);
    }
    return line.toString().strip();
  }

  /**
   * Its address.
   *
   * @return {@code https://127.0.0.1:PORT}
   */
  public URI uri() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  /**
   * What it was asked.
   *
   * @return the first line of each request
   */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /**
   * How many connections brought the requests.
   *
   * @return 0 or more
   */
  public int connections() {
    return connections.get();
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
