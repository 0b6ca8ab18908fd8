package org.saddlebag.cli;

import java.io.PrintWriter;

/**
 * The last line of a terminal, which changes while lines appear above it. The cursor rests at its
 * beginning, so that a line of the log writes over it rather than behind it. Used under the
 * console's lock.
 */
final class StatusLine {

  private static final String CLEAR_TO_END = "\033[K";

  private final PrintWriter terminal;
  private String text = "";

  StatusLine(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Shows a text that fits into one line; an empty one ends the line. */
  void show(String newText) {
    text = newText;
    draw(newText);
  }

  /** Makes room for a line. */
  void hide() {
    if (!text.isEmpty()) {
      draw("");
    }
  }

  /** Comes back below that line. */
  void comeBack() {
    if (!text.isEmpty()) {
      draw(text);
    }
  }

  private void draw(String shown) {
    terminal.print("\r" + shown + CLEAR_TO_END + "\r");
    terminal.flush();
  }
}
