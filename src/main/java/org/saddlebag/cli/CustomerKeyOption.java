package org.saddlebag.cli;

import org.saddlebag.s3.CustomerKey;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import org.saddlebag.settings.SseText;
import picocli.CommandLine.Option;

/** The customer key (SSE-C) that a command reads with. */
final class CustomerKeyOption {

  private static final String NONE = "none";

  @Option(
      names = "--sse",
      paramLabel = "sse-c:NAME",
      defaultValue = NONE,
      description =
          "The customer key that the object was stored with, as the configuration names it; other"
              + " kinds of server-side encryption need nothing.")
  private String sse = NONE;

  /** What has no meaning is found before the configuration is read. */
  void check() {
    SseText.customerKey(sse, name -> new CustomerKey(name, new byte[CustomerKey.LENGTH_BYTES]));
  }

  /** The key, or null. */
  CustomerKey of(Services services) {
    return SseText.customerKey(sse, name -> services.customerKeys().get(name));
  }

  /** How much of the configuration a command needs that needs no master keys. */
  Settings.Scope scope() {
    return sse.equals(NONE)
        ? Settings.Scope.WITHOUT_MASTER_KEYS
        : Settings.Scope.CUSTOMER_KEYS_ONLY;
  }
}
