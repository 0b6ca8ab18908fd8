package org.saddlebag;

/** Starts Camel with the flows, or hands over to the command line. */
public final class Main {
  private Main() {}

  /**
   * Entry point of {@code bin/saddlebag}.
   *
   * @param arguments the command line, see {@code saddlebag --help}
   */
  public static void main(String[] arguments) {
    System.out.println("saddlebag " + String.join(" ", arguments));
  }
}
