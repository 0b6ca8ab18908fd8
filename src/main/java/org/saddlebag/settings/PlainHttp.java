package org.saddlebag.settings;

import java.net.URI;
import org.saddlebag.aws.EndpointRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at every start that a way is open to listeners, so that nobody forgets it. */
final class PlainHttp {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.transport");

  private PlainHttp() {}

  static void warn(String service, URI endpoint, String section) {
    if (EndpointRules.inTheClear(endpoint)) {
      LOG.warn(
          "{} at {} is spoken to without TLS, by {}.allow-plain-http=true: whoever listens reads"
              + " names, sizes, metadata and everything that is not sealed, and can change answers",
          service,
          endpoint,
          section);
    }
  }
}
