package org.saddlebag.kafka;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A truststore or keystore.
 *
 * @param file where it is
 * @param type {@code PKCS12}, {@code JKS} or {@code PEM}
 * @param password opens it, read anew each time; null where it has none
 * @param keyPassword opens the key in it, read anew each time; null where it is the same
 */
public record KafkaStore(
    Path file, String type, Supplier<char[]> password, Supplier<char[]> keyPassword) {

  /** Checks that all is there. */
  public KafkaStore {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(type, "type");
  }

  /** File and type alone. */
  @Override
  public String toString() {
    return type + " " + file;
  }
}
