package org.saddlebag.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.saddlebag.testing.TestCertificate;

/**
 * A process that speaks nothing newer than the TLS version it is told. A process of its own,
 * because the JDK forgets such versions once and for all at its first handshake.
 */
public final class OldTlsServer {

  private OldTlsServer() {}

  /**
   * Serves until it is killed.
   *
   * @param arguments keystore, version by the JDK's name
   * @throws Exception if it can't
   */
  public static void main(String[] arguments) throws Exception {
    Security.setProperty("jdk.tls.disabledAlgorithms", "");
    TestCertificate own = new TestCertificate(Path.of(arguments[0]), null);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own.open(), TestCertificate.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    try (SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      server.setEnabledProtocols(new String[] {arguments[1]});
      System.out.println(server.getLocalPort());
      System.out.flush();
      while (true) {
        serve(server);
      }
    }
  }

  private static void serve(SSLServerSocket server) throws IOException {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
    } catch (javax.net.ssl.SSLException e) {
      System.err.println("refused: " + e.getMessage());
    }
  }
}
