package org.saddlebag.settings;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The endpoint on which operators see health and metrics.
 *
 * @param host where it listens, a name or an address
 * @param port 1 to 65535, or 0 for a free one
 * @param login who may look, or null for everybody; never null beyond loopback
 * @param certificate what it shows, or null for plain http; never null beyond loopback
 */
public record ManagementSettings(String host, int port, Login login, Certificate certificate) {

  /** Checks what must be there. */
  public ManagementSettings {
    Objects.requireNonNull(host, "host");
  }

  /**
   * Basic authentication.
   *
   * @param user the name
   * @param password where the password is
   */
  public record Login(String user, Secret password) {}

  /**
   * The endpoint's certificate and its key.
   *
   * @param keystore PKCS#12
   * @param alias of a private key with its certificate
   * @param password where the keystore's password is
   */
  public record Certificate(Path keystore, String alias, Secret password) {}
}
