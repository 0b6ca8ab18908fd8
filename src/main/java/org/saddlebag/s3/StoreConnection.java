package org.saddlebag.s3;

import java.time.Duration;
import org.saddlebag.errors.Refused;

/**
 * How long and how often a request is tried.
 *
 * @param connectTimeout for the TCP connection, more than 0
 * @param readTimeout the longest silence while an answer is awaited or read, more than 0
 * @param attemptTimeout the longest that one attempt at one request may take, the sending of a part
 *     included, more than 0; server-side copies and the reading of a body are exempt
 * @param attempts tries per request, at least 1; the waits between them grow, with jitter
 * @param maxConnections connections at once, at least 2
 */
public record StoreConnection(
    Duration connectTimeout,
    Duration readTimeout,
    Duration attemptTimeout,
    int attempts,
    int maxConnections) {

  /** Checks the ranges. */
  public StoreConnection {
    requirePositive("connect timeout", connectTimeout);
    requirePositive("read timeout", readTimeout);
    requirePositive("attempt timeout", attemptTimeout);
    require(attempts >= 1, "attempts are %d, must be at least 1", attempts);
    require(maxConnections >= 2, "connections are %d, must be at least 2", maxConnections);
  }

  /**
   * 5 s to connect, 30 s of silence, 5 min per attempt, 4 attempts, 64 connections.
   *
   * @return the defaults
   */
  public static StoreConnection defaults() {
    return new StoreConnection(
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5), 4, 64);
  }

  private static void requirePositive(String name, Duration value) {
    require(
        !value.isNegative() && !value.isZero(), name + " is %d ms, must be more", value.toMillis());
  }

  private static void require(boolean holds, String message, long value) {
    if (!holds) {
      throw new Refused(StoreError.BAD_SETTINGS, message.formatted(value));
    }
  }
}
