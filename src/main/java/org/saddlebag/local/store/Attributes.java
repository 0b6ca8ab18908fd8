package org.saddlebag.local.store;

import java.util.Map;

/**
 * What an object carries beside its content.
 *
 * @param system headers such as {@code content-type}, by lower-case name
 * @param user user metadata, by lower-case name without {@code x-amz-meta-}
 * @param storageClass for example {@code STANDARD}
 * @param encryption the server-side encryption
 */
public record Attributes(
    Map<String, String> system,
    Map<String, String> user,
    String storageClass,
    Encryption encryption) {

  /** Keeps copies. */
  public Attributes {
    system = Map.copyOf(system);
    user = Map.copyOf(user);
  }
}
