package org.saddlebag.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which KMS key a name means, for as long as the process lives: asked of KMS once, else the first
 * key that the store names is held to. An alias that somebody points at another key in between is
 * so found out. Safe for use by several threads.
 */
final class KmsKeyArns {

  private final KmsKeyLookup lookup;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  KmsKeyArns(KmsKeyLookup lookup) {
    this.lookup = lookup;
  }

  /**
   * The ARN that the store must name.
   *
   * @param name an alias, an alias ARN or a bare key id
   * @param answered what the store names now
   */
  String expected(String name, String answered) {
    return known.computeIfAbsent(name, asked -> lookup.arnOf(asked).orElse(answered));
  }
}
