package org.saddlebag.aws;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Finds out what the server says of our certificate. Whoever goes on talking to a server that has
 * judged and hung up hears of a broken pipe, and not of the reason: within the handshake of TLS 1.2
 * while its last messages are sent, and behind that of TLS 1.3, where the server judges last. So
 * the first connection to a server that asks for a certificate listens before it speaks.
 */
final class VerdictTls implements TlsSocketStrategy {

  /** What a server leaves unsaid that hangs up; {@link TlsTrouble} looks for it. */
  static final String HUNG_UP = "the server asked for a client certificate and hung up";

  /** Long enough for an alert over a slow line; spent once, with servers that ask. */
  private static final int PATIENCE_MILLIS = 1_000;

  private final TlsSocketStrategy strategy;
  private final AskedKeys keys;
  private volatile boolean taken;

  VerdictTls(TlsSocketStrategy strategy, AskedKeys keys) {
    this.strategy = strategy;
    this.keys = keys;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    try {
      SSLSocket upgraded = strategy.upgrade(socket, target, port, attachment, context);
      if (keys.asked() && !taken) {
        listen(upgraded);
        taken = true;
      }
      return upgraded;
    } catch (SocketException e) {
      if (keys.asked() && !taken) {
        throw new SSLHandshakeException(HUNG_UP + " (" + e.getMessage() + ")");
      }
      throw e;
    }
  }

  /** A server of HTTP says nothing by itself, save that it is not content. */
  private static void listen(SSLSocket socket) throws IOException {
    if (!"TLSv1.3".equals(socket.getSession().getProtocol())) {
      return;
    }
    int before = socket.getSoTimeout();
    socket.setSoTimeout(PATIENCE_MILLIS);
    try {
      socket.getInputStream().read();
      throw new SSLHandshakeException(HUNG_UP);
    } catch (SocketTimeoutException e) {
      socket.setSoTimeout(before);
    }
  }
}
