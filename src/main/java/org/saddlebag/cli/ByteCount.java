package org.saddlebag.cli;

/** Sizes as people read them. */
final class ByteCount {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private ByteCount() {}

  /** For example {@code 12 B}, {@code 3.1 MiB}. */
  static String of(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    if (unit == 0) {
      return bytes + " B";
    }
    // Once per file: a format string would cost more than the rest of the line.
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }
}
