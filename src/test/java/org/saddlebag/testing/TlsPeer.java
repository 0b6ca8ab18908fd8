package org.saddlebag.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A TLS server on loopback that answers 200 to everything, as strict as the test wants it. */
public final class TlsPeer implements AutoCloseable {

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  private TlsPeer(HttpsServer server) {
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
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(configurator(context(own, trusted), trusted != null, protocols));
      TlsPeer peer = new TlsPeer(server);
      server.createContext("/", peer::answer);
      server.setExecutor(peer.threads);
      server.start();
      return peer;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no TLS server", e);
    }
  }

  private static HttpsConfigurator configurator(
      SSLContext context, boolean mutual, String... protocols) {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters wanted = context.getDefaultSSLParameters();
        wanted.setNeedClientAuth(mutual);
        if (protocols.length > 0) {
          wanted.setProtocols(protocols);
        }
        parameters.setSSLParameters(wanted);
      }
    };
  }

  private static SSLContext context(TestCertificate own, TestCertificate trusted)
      throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own.open(), TestCertificate.PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore authorities = (trusted == null ? own : trusted).open();
    authorities.setCertificateEntry(
        "authority",
        (trusted == null ? own : trusted).open().getCertificate(TestCertificate.ALIAS));
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    connections.add(exchange.getRemoteAddress());
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /**
   * Its address.
   *
   * @return {@code https://127.0.0.1:PORT}
   */
  public URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * What it was asked.
   *
   * @return method and path of each
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
    return connections.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
