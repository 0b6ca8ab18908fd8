package org.saddlebag.claims;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The database that nodes share.
 *
 * @param url a JDBC URL without user and password
 * @param user who we are, or null for whoever the driver takes
 * @param password reads the password anew for each connection; null without one
 * @param connections connections at once, from 1
 * @param claimTimeout how long a node may be silent before its claims are free, a whole number of
 *     seconds from 3; it speaks up three times in that time
 */
public record DatabaseSettings(
    String url, String user, Supplier<char[]> password, int connections, Duration claimTimeout) {

  /** Checks that all is there. */
  public DatabaseSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(claimTimeout, "claimTimeout");
  }

  /** Without options, which may name files, and without the password's source. */
  @Override
  public String toString() {
    int options = url.indexOf('?');
    return "database " + (options < 0 ? url : url.substring(0, options));
  }
}
