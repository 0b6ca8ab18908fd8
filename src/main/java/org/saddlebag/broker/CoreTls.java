package org.saddlebag.broker;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Gives Artemis' client the TLS of the connection's own settings. The client looks for it by {@code
 * META-INF/services}, and takes the one of the highest priority.
 */
public final class CoreTls extends DefaultSSLContextFactory {

  /** Among the settings of a transport, the context to use. */
  static final String CONTEXT = "saddlebag.sslContext";

  private static final int BEFORE_ITS_OWN = 100;

  /** For the service loader. */
  public CoreTls() {}

  @Override
  public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> transport)
      throws Exception {
    return transport.get(CONTEXT) instanceof SSLContext ours
        ? ours
        : super.getSSLContext(config, transport);
  }

  @Override
  public int getPriority() {
    return BEFORE_ITS_OWN;
  }
}
