package org.saddlebag;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.LoggerFactory;

/**
 * Loads on a second thread what a command will need after a while and what takes long to load. The
 * command's own thread meanwhile reads the command line and the configuration. Whatever goes wrong
 * here is found again, and told, where it is needed.
 */
final class Preload implements Runnable {

  /** Commands that speak to the store and log. */
  private static final Set<String> CONNECTED = Set.of("seal", "open", "inspect", "run", "try");

  private static final String CIPHER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private final String command;

  /** The platform reads its authorities' file once, and again when nobody holds them any more. */
  private final AtomicReference<TrustManagerFactory> authorities = new AtomicReference<>();

  private Preload(String command) {
    this.command = command;
  }

  /**
   * Returns at once.
   *
   * @param command the command's name, or empty
   * @return to be held as long as the command runs
   */
  static Preload begin(String command) {
    Preload preload = new Preload(command);
    if (CONNECTED.contains(command)) {
      Thread loader = new Thread(preload, "preload");
      loader.setDaemon(true);
      loader.start();
    }
    return preload;
  }

  @Override
  public void run() {
    try {
      LoggerFactory.getLogger(Preload.class);
      if (!command.equals("inspect")) {
        Class.forName(CIPHER);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      authorities.set(factory);
    } catch (GeneralSecurityException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError e) {
      authorities.set(null);
    }
  }
}
