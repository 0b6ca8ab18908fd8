package org.saddlebag.settings;

import java.util.List;
import java.util.Locale;

/**
 * Camel's names that would open a listener of Camel's own, or open ours wider than health and
 * metrics (dev console, uploads, downloads, sending, Jolokia). Camel reads them in any case, with
 * dashes or without.
 */
final class ListenerNames {

  static final String WHY =
      "would let Camel open a listener, or more than health and metrics on it";

  static final String MEND =
      "remove it; there are camel.management.enabled, .host and .port, and saddlebag.management.*";

  /** Metrics and their path are those of our own endpoint. */
  private static final List<String> PREFIXES =
      List.of("camel.management.", "camel.server.", "camel.metrics.");

  private ListenerNames() {}

  static boolean opens(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("-", "");
    return PREFIXES.stream().anyMatch(plain::startsWith);
  }
}
