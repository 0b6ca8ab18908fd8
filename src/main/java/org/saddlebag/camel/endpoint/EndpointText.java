package org.saddlebag.camel.endpoint;

import org.apache.camel.Endpoint;
import org.apache.camel.util.URISupport;
import org.saddlebag.errors.OneLine;

/** Endpoints and what they fail with, as people may see them: no secret of a URI is told. */
public final class EndpointText {

  /** The options of a URI, as others quote them in their own words. */
  private static final String OPTIONS = "\\?\\S+";

  private EndpointText() {}

  /**
   * The URI without its options.
   *
   * @param endpoint an endpoint
   * @return as far as people need it
   */
  public static String of(Endpoint endpoint) {
    return of(endpoint.getEndpointUri());
  }

  /**
   * The URI without its options.
   *
   * @param uri of an endpoint
   * @return as far as people need it
   */
  public static String of(String uri) {
    int query = uri.indexOf('?');
    return URISupport.sanitizeUri(query < 0 ? uri : uri.substring(0, query));
  }

  /**
   * What went wrong. Components quote whole URIs in it, a signed one for instance.
   *
   * @param failure its class and message
   * @return on one line
   */
  public static String of(Throwable failure) {
    return OneLine.of(URISupport.sanitizeUri(failure.toString().replaceAll(OPTIONS, "?...")));
  }
}
