package org.saddlebag.camel.observe;

import java.util.Optional;
import org.saddlebag.settings.ServiceCall;

/** What the last request told of the store. Safe for use by several threads. */
final class StoreWatch {

  private static final String STORE = "s3";

  private volatile ServiceCall failed;

  void called(ServiceCall call) {
    if (call.service().equals(STORE)) {
      failed = call.outcome().answered() ? null : call;
    }
  }

  /** The last request, where the store left it without a good answer. */
  Optional<ServiceCall> trouble() {
    return Optional.ofNullable(failed);
  }
}
