package org.saddlebag.aws;

import java.util.Locale;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * The way to the endpoint for a client with a certificate, all of whose requests are by the same
 * holder. The HTTP client keeps a connection with a client certificate for the user who opened it;
 * told of no user, it would use none twice, and shake hands for every request.
 */
final class OneIdentity extends DefaultRoutePlanner {

  private static final String HOLDER = "the holder of the client certificate";

  private final ProxyConfiguration proxy;

  OneIdentity(ProxyConfiguration proxy) {
    super(null);
    this.proxy = proxy;
  }

  @Override
  protected HttpHost determineProxy(HttpHost target, HttpContext context) {
    HttpClientContext.cast(context).setUserToken(HOLDER);
    boolean direct =
        proxy.host() == null
            || proxy.nonProxyHosts().stream()
                .anyMatch(target.getHostName().toLowerCase(Locale.ROOT)::matches);
    return direct ? null : new HttpHost(proxy.resolveScheme(), proxy.host(), proxy.port());
  }

  /** Who we are to the proxy, where it asks. */
  CredentialsProvider credentials() {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    if (proxy.username() != null && proxy.password() != null) {
      credentials.setCredentials(
          new AuthScope(proxy.host(), proxy.port()),
          new UsernamePasswordCredentials(proxy.username(), proxy.password().toCharArray()));
    }
    return credentials;
  }
}
