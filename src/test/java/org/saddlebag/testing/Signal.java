package org.saddlebag.testing;

import java.io.IOException;

/** How a process is asked to stop. */
public enum Signal {
  /** Ctrl-C. */
  INT(2),
  /** {@code kill}, {@code systemctl stop}, {@code docker stop}. */
  TERM(15);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /**
   * A start that heeds signals: a shell lets what it starts in the background ignore SIGINT, and
   * all that is started by that too.
   *
   * @return for {@link Installation#startedBy}
   */
  public static String[] heeded() {
    return new String[] {"env", "--default-signal=INT,TERM"};
  }

  /**
   * How shells report a process that ended by it.
   *
   * @return 128 and its number
   */
  public int exitCode() {
    return 128 + number;
  }

  /**
   * Asks.
   *
   * @param process runs
   * @throws IOException if it can't be asked
   * @throws InterruptedException if the wait is interrupted
   */
  public void send(Process process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("could not send " + this + " to " + process.pid());
    }
  }
}
