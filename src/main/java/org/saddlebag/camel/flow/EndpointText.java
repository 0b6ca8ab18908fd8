package org.saddlebag.camel.flow;

import org.apache.camel.Endpoint;
import org.apache.camel.util.URISupport;
import org.saddlebag.errors.OneLine;

/** Endpoints and what they fail with, as the log may show them. */
final class EndpointText {

  private EndpointText() {}

  /** The URI without its options. */
  static String of(Endpoint endpoint) {
    return of(endpoint.getEndpointUri());
  }

  /** The same. */
  static String of(String uri) {
    int query = uri.indexOf('?');
    return URISupport.sanitizeUri(query < 0 ? uri : uri.substring(0, query));
  }

  static String of(Throwable failure) {
    return OneLine.of(URISupport.sanitizeUri(failure.toString()));
  }
}
