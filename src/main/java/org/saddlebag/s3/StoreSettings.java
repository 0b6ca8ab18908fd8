package org.saddlebag.s3;

import java.util.Objects;

/**
 * Everything a store is built from, save the credentials.
 *
 * @param profile what the store can do
 * @param endpoint where it is
 * @param connection timeouts, attempts, connections
 * @param transfer parts and memory
 */
public record StoreSettings(
    StoreProfile profile,
    StoreEndpoint endpoint,
    StoreConnection connection,
    TransferLimits transfer) {

  /** Checks that all is given. */
  public StoreSettings {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(transfer, "transfer");
  }

  /**
   * A store with default timeouts and limits.
   *
   * @param profile what the store can do
   * @param endpoint where it is
   * @return the settings
   */
  public static StoreSettings of(StoreProfile profile, StoreEndpoint endpoint) {
    return new StoreSettings(
        profile, endpoint, StoreConnection.defaults(), TransferLimits.defaults());
  }

  /**
   * The same with other timeouts.
   *
   * @param other the connection settings
   * @return a copy
   */
  public StoreSettings with(StoreConnection other) {
    return new StoreSettings(profile, endpoint, other, transfer);
  }

  /**
   * The same with other limits.
   *
   * @param other the transfer limits
   * @return a copy
   */
  public StoreSettings with(TransferLimits other) {
    return new StoreSettings(profile, endpoint, connection, other);
  }

  /**
   * The oldest TLS that is spoken with the store.
   *
   * @return {@code 1.2} or {@code 1.3}
   */
  public String minTls() {
    return endpoint.tls().atLeast().number();
  }

  boolean pathStyle() {
    return endpoint.pathStyle() == null ? profile.pathStyle() : endpoint.pathStyle();
  }
}
