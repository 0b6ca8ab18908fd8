package org.saddlebag.aws;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The certificate that we show to a server that asks for one (mTLS).
 *
 * @param keystore a PKCS#12 or JKS file
 * @param alias the entry with the private key and its certificate chain
 * @param password opens the keystore and the entry; asked anew each time, the result is wiped
 */
public record ClientCertificate(Path keystore, String alias, Supplier<char[]> password) {

  /** Checks that all is given. */
  public ClientCertificate {
    Objects.requireNonNull(keystore, "keystore");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(password, "password");
  }

  /** File and alias alone. */
  @Override
  public String toString() {
    return "client certificate '" + alias + "' of " + keystore;
  }
}
