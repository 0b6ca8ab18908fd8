package org.saddlebag.settings;

import java.util.Objects;

/**
 * One setting.
 *
 * @param name as it stands in the file; {@code NAME} and {@code K} stand for what the operator
 *     chooses
 * @param type how its text is read
 * @param defaultText what holds where it is absent, as one would write it; null for nothing
 * @param secret whether its text may never be shown
 * @param <T> what its text becomes
 */
record Key<T>(String name, ValueType<T> type, String defaultText, boolean secret) {

  Key {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  /** A setting that may be absent. */
  static <T> Key<T> optional(String name, ValueType<T> type) {
    return new Key<>(name, type, null, false);
  }

  /** A setting with a default. */
  static <T> Key<T> of(String name, ValueType<T> type, String defaultText) {
    return new Key<>(name, type, defaultText, false);
  }

  /** A password or the like; may be absent. */
  static Key<Secret> secret(String name) {
    return new Key<>(name, Secret::parse, null, true);
  }

  /** The same setting under a name in which {@code NAME} or {@code K} was chosen. */
  Key<T> named(String chosen) {
    return new Key<>(chosen, type, defaultText, secret);
  }
}
