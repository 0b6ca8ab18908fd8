package org.saddlebag;

import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Loads on a second thread what a command will need after a while and what takes long to load: the
 * logging and the native cipher. The command's own thread meanwhile reads the command line and the
 * configuration. Whatever goes wrong here is found again, and told, where it is needed.
 */
final class Preload {

  /** Commands that encrypt or decrypt. */
  private static final Set<String> CIPHERING = Set.of("seal", "open", "run", "try");

  private static final String CIPHER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private Preload() {}

  /**
   * Returns at once.
   *
   * @param command the command's name, or empty
   */
  static void begin(String command) {
    if (CIPHERING.contains(command)) {
      Thread loader = new Thread(Preload::load, "preload");
      loader.setDaemon(true);
      loader.start();
    }
  }

  private static void load() {
    try {
      LoggerFactory.getLogger(Preload.class);
      Class.forName(CIPHER);
    } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
      // The log may be what is broken: the first who needs it says so.
    }
  }
}
