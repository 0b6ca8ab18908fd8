package org.saddlebag.camel.observe;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.BasicAuthHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.saddlebag.camel.RouteError;
import org.saddlebag.errors.Refused;
import org.saddlebag.settings.ManagementSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Camel's management server, with health and metrics and nothing else. */
final class Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.management");

  private static final String HEALTH = "/observe/health";

  /** The default of Camel's meters. */
  private static final String METRICS = "/observe/metrics";

  private static final int LOOK_MILLIS = 5_000;

  private final ManagementSettings settings;

  Endpoint(ManagementSettings settings) {
    this.settings = settings;
  }

  /**
   * Has it opened as soon as Camel starts, before any route does.
   *
   * @param context configured, not started
   * @param meters what is served as metrics
   * @return where it will be
   */
  URI open(CamelContext context, PrometheusMeterRegistry meters) throws Exception {
    requireNoOther(context);
    int port = freePort();
    ManagementHttpServer server = server(context, port);
    context.getRegistry().bind("vertxOptions", VertxOptions.class, threads());
    context.addService(server, true, true);
    context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
    context.addService(metrics(context), true, true);
    String host = settings.host().indexOf(':') < 0 ? settings.host() : "[" + settings.host() + "]";
    return URI.create(
        "%s://%s:%d".formatted(settings.certificate() == null ? "http" : "https", host, port));
  }

  /**
   * Looks whether the port is open once Camel has started, and says where it is: between the choice
   * of the port and its opening another process may have taken it.
   *
   * @throws Refused {@code MANAGEMENT_PORT} if nobody listens there
   */
  static void announce(URI where) {
    try (Socket look = new Socket()) {
      look.connect(new InetSocketAddress(bare(where.getHost()), where.getPort()), LOOK_MILLIS);
    } catch (IOException e) {
      throw new Refused(
          RouteError.MANAGEMENT_PORT,
          "the management endpoint does not listen on %s: %s".formatted(where, e.getMessage()),
          e);
    }
    LOG.info("health and metrics: {}{} and {}", where, HEALTH, METRICS);
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** None that Camel opened by other ways than our settings. */
  static void requireNoOther(CamelContext context) {
    if (context.hasService(ManagementHttpServer.class) != null
        || context.hasService(MainHttpServer.class) != null) {
      throw new Refused(
          RouteError.LISTENER_UNWANTED, "Camel has opened a listener that Saddlebag knows not of");
    }
  }

  private ManagementHttpServer server(CamelContext context, int port) {
    ManagementHttpServer server = new ManagementHttpServer();
    server.setCamelContext(context);
    server.setHost(settings.host());
    server.setPort(port);
    server.setPath("/");
    server.setHealthCheckEnabled(true);
    server.setHealthPath(HEALTH);
    server.setMetricsEnabled(true);
    server.setFileUploadEnabled(false);
    if (settings.login() != null) {
      AuthenticationConfig authentication = server.getConfiguration().getAuthenticationConfig();
      authentication.getEntries().add(everywhere(PasswordCheck.of(settings.login())));
      authentication.setEnabled(true);
    }
    if (settings.certificate() != null) {
      server.setSslContextParameters(ServerKeys.of(settings.certificate()));
    }
    return server;
  }

  private static AuthenticationConfig.AuthenticationConfigEntry everywhere(PasswordCheck check) {
    AuthenticationConfig.AuthenticationConfigEntry entry =
        new AuthenticationConfig.AuthenticationConfigEntry();
    entry.setPath("/*");
    entry.setAuthenticationProviderFactory(vertx -> check);
    entry.setAuthenticationHandlerFactory(
        new AuthenticationConfig.AuthenticationHandlerFactory() {
          @Override
          public <T extends AuthenticationProvider>
              AuthenticationHandler createAuthenticationHandler(T provider) {
            return BasicAuthHandler.create(provider, "saddlebag");
          }
        });
    return entry;
  }

  /** Camel's meters of routes and exchanges have the endpoints' addresses as labels. */
  private static MicrometerPrometheus metrics(CamelContext context) {
    MicrometerPrometheus metrics = new MicrometerPrometheus();
    metrics.setCamelContext(context);
    metrics.setPath(METRICS);
    metrics.setEnableRoutePolicy(false);
    metrics.setEnableExchangeEventNotifier(false);
    metrics.setEnableRouteEventNotifier(false);
    metrics.setClearOnReload(false);
    return metrics;
  }

  /** A probe and a scrape at a time; nothing is written to the disk. */
  private static VertxOptions threads() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /**
   * Camel's server would go on without a port, and say so in one warning; and of a port that the
   * system chose it says nothing.
   */
  private int freePort() {
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      if (address.isUnresolved()) {
        throw new SocketException("the host is unknown");
      }
      probe.bind(address);
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new Refused(
          RouteError.MANAGEMENT_PORT,
          "the management endpoint can't listen on %s:%d: %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }
}
