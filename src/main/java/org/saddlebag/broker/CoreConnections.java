package org.saddlebag.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.saddlebag.aws.TlsContext;

/**
 * Connections by Artemis' own protocol, Core. Messages are handed out one by one, large ones piece
 * by piece. A broker that is away is waited for by others than its client, and no other broker of
 * its cluster takes its place.
 */
final class CoreConnections extends BrokerConnections {

  private static final int DEFAULT_PORT = 61_616;

  /** Of one message; the client, its text and the text's bytes hold it up to three times. */
  private static final long MOST_IN_MEMORY = Runtime.getRuntime().maxMemory() / 8;

  private final BrokerSettings settings;
  private final SSLContext tls;
  private final ActiveMQConnectionFactory core;

  CoreConnections(BrokerSettings settings) {
    super(settings);
    this.settings = settings;
    this.tls = settings.encrypted() ? TlsContext.of(settings.tls(), BrokerError.TLS) : null;
    this.core =
        ActiveMQJMSClient.createConnectionFactoryWithoutHA(
            JMSFactoryType.CF,
            new TransportConfiguration(NettyConnectorFactory.class.getName(), transport()));
    core.setInitialConnectAttempts(1);
    core.setReconnectAttempts(0);
    core.setUseTopologyForLoadBalancing(false);
    core.setUseGlobalPools(false);
    core.setCallTimeout(ANSWER_MILLIS);
    core.setConsumerWindowSize(0);
    core.setBlockOnDurableSend(true);
    core.setBlockOnNonDurableSend(true);
    core.getServerLocator().addIncomingInterceptor(new BodyClaims(MOST_IN_MEMORY));
    // A stranger's objects never become ours, not even where somebody asks for them.
    core.setDeserializationDenyList("*");
  }

  private Map<String, Object> transport() {
    Map<String, Object> transport = new HashMap<>();
    transport.put(TransportConstants.HOST_PROP_NAME, settings.uri().getHost());
    transport.put(TransportConstants.PORT_PROP_NAME, port());
    transport.put(TransportConstants.NETTY_CONNECT_TIMEOUT, CONNECT_MILLIS);
    transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
    transport.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
    transport.put(TransportConstants.SSL_ENABLED_PROP_NAME, tls != null);
    if (tls != null) {
      transport.put(CoreTls.CONTEXT, tls);
      transport.put(TransportConstants.VERIFY_HOST_PROP_NAME, true);
      transport.put(
          TransportConstants.ENABLED_PROTOCOLS_PROP_NAME,
          String.join(",", settings.tls().versions()));
      // Not what system properties of the client's own say.
      transport.put(TransportConstants.FORCE_SSL_PARAMETERS, true);
    }
    return transport;
  }

  private int port() {
    return settings.uri().getPort() < 0 ? DEFAULT_PORT : settings.uri().getPort();
  }

  @Override
  Connection connect() throws JMSException {
    try {
      return core.createConnection();
    } catch (JMSException e) {
      throw explained(e);
    }
  }

  @Override
  Connection connect(String user, String password) throws JMSException {
    try {
      return core.createConnection(user, password);
    } catch (JMSException e) {
      throw explained(e);
    }
  }

  /**
   * The client says no more than that it could not connect, be it for want of a broker or of trust.
   * What the reason was, one more look tells.
   */
  private JMSException explained(JMSException failure) {
    if (!(failure.getCause() instanceof ActiveMQException why)
        || why.getType() != ActiveMQExceptionType.NOT_CONNECTED) {
      return failure;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(settings.uri().getHost(), port()), CONNECT_MILLIS);
      if (tls != null) {
        shakeHands(socket);
      }
      return failure;
    } catch (IOException reason) {
      JMSException explained = new JMSException(String.valueOf(reason.getMessage()));
      explained.initCause(reason);
      return explained;
    }
  }

  private void shakeHands(Socket plain) throws IOException {
    plain.setSoTimeout(CONNECT_MILLIS);
    try (SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory().createSocket(plain, settings.uri().getHost(), port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(settings.tls().versions().toArray(String[]::new));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  @Override
  public void close() {
    core.close();
  }
}
