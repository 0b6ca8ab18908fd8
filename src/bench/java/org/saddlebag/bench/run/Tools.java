package org.saddlebag.bench.run;

import java.io.IOException;

/** What else must be installed. */
final class Tools {

  private Tools() {}

  /** Whether all is there, installed just now where that may be done; what is missing is told. */
  static boolean present() throws IOException, InterruptedException {
    Process installing =
        new ProcessBuilder("src/test/servers/apt-install", "rclone", "time").inheritIO().start();
    if (installing.waitFor() == 0) {
      return true;
    }
    System.err.println(
        "src/bench/run: needs rclone and GNU time (Debian packages rclone and time)");
    return false;
  }
}
