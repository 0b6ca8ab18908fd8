package org.saddlebag.aws;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks an endpoint what TLS it speaks with us: over the same way, proxy, trust and certificate as
 * the real requests, by an unsigned HEAD whose answer does not matter.
 */
public final class TlsHandshake {

  private TlsHandshake() {}

  /**
   * Shakes hands once.
   *
   * @param uri {@code https://HOST[:PORT]}
   * @param transport how it is spoken to
   * @param codes what failures of the settings are called
   * @return what came of it
   * @throws org.saddlebag.errors.Refused where the CA bundle or the client certificate is of no use
   * @throws SdkClientException where there is no connection, no trust or no TLS; see {@link
   *     ClientTrouble}
   */
  public static TlsFacts with(URI uri, Transport transport, TlsCodes codes) {
    Ear ear = new Ear(TlsContext.strategy(transport.tls(), codes));
    try (SdkHttpClient client = transport.http(uri, ear).build()) {
      request(client, uri);
      return facts(uri, ear.session.get());
    } catch (IOException e) {
      throw SdkClientException.create("no TLS with " + uri.getAuthority(), e);
    }
  }

  /** The answer is awaited: with TLS 1.3 a server refuses our certificate only now. */
  private static void request(SdkHttpClient client, URI uri) throws IOException {
    SdkHttpRequest head = SdkHttpRequest.builder().method(SdkHttpMethod.HEAD).uri(uri).build();
    ExecutableHttpRequest prepared =
        client.prepareRequest(HttpExecuteRequest.builder().request(head).build());
    HttpExecuteResponse answer = prepared.call();
    if (answer.responseBody().isPresent()) {
      answer.responseBody().get().close();
    }
  }

  private static TlsFacts facts(URI uri, SSLSession session) throws SSLPeerUnverifiedException {
    if (session == null) {
      throw new SSLPeerUnverifiedException(uri.getAuthority() + " was not spoken to over TLS");
    }
    List<TlsFacts.ShownCertificate> chain = new ArrayList<>();
    for (Certificate certificate : session.getPeerCertificates()) {
      chain.add(shown((X509Certificate) certificate));
    }
    return new TlsFacts(
        uri.getHost(),
        uri.getPort() < 0 ? 443 : uri.getPort(),
        session.getProtocol(),
        session.getCipherSuite(),
        chain.get(0).subject(),
        chain.get(0).notAfter(),
        chain);
  }

  private static TlsFacts.ShownCertificate shown(X509Certificate certificate) {
    return new TlsFacts.ShownCertificate(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  /** Keeps the session of the last connection: with a proxy over TLS, that to the endpoint. */
  private static final class Ear implements TlsSocketStrategy {

    private final TlsSocketStrategy strategy;
    private final AtomicReference<SSLSession> session = new AtomicReference<>();

    Ear(TlsSocketStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    public SSLSocket upgrade(
        Socket socket, String target, int port, Object attachment, HttpContext context)
        throws IOException {
      SSLSocket upgraded = strategy.upgrade(socket, target, port, attachment, context);
      session.set(upgraded.getSession());
      return upgraded;
    }
  }
}
