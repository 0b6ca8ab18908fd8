package org.saddlebag.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What stderr is connected to; Java 17 itself can't tell. */
final class Terminal {

  /** Where a terminal does not say how wide it is: the VT100's width, which all others honour. */
  private static final int USUAL_COLUMNS = 80;

  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** The width of the terminal that stderr is, in columns; empty where it is none. */
  static OptionalInt columns() {
    if (isSurelyNone()) {
      return OptionalInt.empty();
    }
    try {
      Process asked =
          new ProcessBuilder("sh", "-c", "test -t 2 && { stty size <&2 || echo; }")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String answer =
          new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return asked.waitFor() == 0 ? OptionalInt.of(width(answer)) : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** {@code ROWS COLUMNS}, as {@code stty size} prints it. */
  static int width(String sttySize) {
    String[] numbers = sttySize.split(" ", -1);
    boolean known = numbers.length == 2 && numbers[1].matches("[0-9]{1,5}");
    int columns = known ? Integer.parseInt(numbers[1]) : 0;
    return columns == 0 ? USUAL_COLUMNS : columns;
  }

  /** Pipes and files have names of their own on Linux; it saves asking. */
  private static boolean isSurelyNone() {
    try {
      String name = Files.readSymbolicLink(STDERR).toString();
      return !name.startsWith("/dev/") || name.equals("/dev/null");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
